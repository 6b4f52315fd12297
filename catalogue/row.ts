/** The schema of a line in `models.csv`: its columns in their order, and what each may say. */
import * as z from 'zod';
import { KIDS, NO_ESIM_ONLY } from '#domain/eligibility/conditions.ts';
import { CONFIDENCES, KINDS, KNOWN, MARKS, type Model } from './model.ts';

const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, { error: `is not one of ${words.join(', ')}` });

/** Blanks at the ends would make two of one. */
const text = (most: number) =>
  z
    .string()
    .regex(/^\S(.*\S)?$/u, { error: 'is empty, or has blanks at an end' })
    .max(most, { error: `has more than ${most} characters` });

/** Spreadsheets like to turn months into something else, so the message shows the form. */
const month = z
  .string()
  .regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/, { error: 'is not a month in the form 2017-04' });

const marks = new Map(MARKS.map((mark) => [String(mark), mark] as const));
const mark = z.string().transform((text, context) => {
  const known = marks.get(text);
  if (known !== undefined) return known;
  context.addIssue(`is not one of ${[...marks.keys()].join(', ')}`);
  return z.NEVER;
});

export const Row = z.strictObject({
  code: text(40),
  name: text(80),
  maker: text(40),
  kind: oneOf(KINDS),
  released: month,
  dualSim: oneOf(KNOWN),
  mark,
  supported: oneOf(KNOWN),
  confidence: oneOf(CONFIDENCES),
  source: text(1000),
});

/** In the order of the file. */
export const COLUMNS = Object.keys(Row.shape);

/** What no model can be, and why. */
const CONTRADICTIONS: readonly {
  readonly holds: (model: Model) => boolean;
  readonly why: string;
}[] = [
  {
    holds: ({ kind, supported }) => (kind === 'iphone' || kind === 'ipad') && supported !== 'no',
    why: 'supported: no iPhone or iPad is (R27)',
  },
  {
    holds: ({ kind, released, supported }) =>
      kind === 'kids_keitai' && released < KIDS.coveredSince && supported !== 'no',
    why: `supported: no kids keitai from before ${KIDS.coveredSince} is (R33)`,
  },
  {
    holds: ({ dualSim, mark }) => dualSim === 'no' && mark !== 'none',
    why: 'mark: only models that take two SIMs have one, so it is none (R22)',
  },
  {
    holds: ({ code, dualSim, mark }) =>
      NO_ESIM_ONLY.includes(code) && (dualSim !== 'yes' || mark === 'none'),
    why: 'dualSim, mark: the conditions name it for its two SIMs, so yes, and a mark (R25, A2)',
  },
];

/** The model that a row's fields state, or everything that is wrong with it, each beginning with its column. */
export function modelOf(
  row: Readonly<Record<string, string>>,
): { readonly model: Model } | { readonly mistakes: readonly string[] } {
  const parsed = Row.safeParse(row);
  if (!parsed.success)
    return {
      mistakes: parsed.error.issues.map(({ path: [column = ''], message }) => {
        const value = row[String(column)] ?? '';
        return `${String(column)}: ${JSON.stringify(value.slice(0, 40))} ${message}`;
      }),
    };
  const model: Model = parsed.data;
  const mistakes = CONTRADICTIONS.filter(({ holds }) => holds(model)).map(({ why }) => why);
  return mistakes.length > 0 ? { mistakes } : { model };
}
