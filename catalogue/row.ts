/** The schema of a line in `models.csv`: its columns in their order, and what each may say. */
import * as z from 'zod';
import { CONFIDENCES, KINDS, KNOWN, type Model } from './model.ts';

const MARKS = { none: undefined, 1: 1, 2: 2, 3: 3 } as const;

const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, { error: `is not one of ${words.join(', ')}` });

/** Blanks at the ends would make two of one. */
const text = (most: number) =>
  z
    .string()
    .regex(/^\S(.*\S)?$/u, { error: 'is empty, or has blanks at an end' })
    .max(most, { error: `has more than ${most} characters` });

/** Spreadsheets like to turn months and days into something else, so the message shows the form. */
const month = z
  .string()
  .regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/, { error: 'is not a month in the form 2017-04' });
const noDay = { error: 'is neither a day in the form 2019-01-01 nor none' };
const dayOrNone = z.union([z.literal('none').transform(() => undefined), z.iso.date(noDay)], noDay);

export const Row = z.strictObject({
  code: text(40),
  name: text(80),
  maker: text(40),
  kind: oneOf(KINDS),
  released: month,
  dualSim: oneOf(KNOWN),
  esimOnlyWipe: oneOf(['no', 'unknown']),
  mark: oneOf(['none', '1', '2', '3']).transform((mark) => MARKS[mark]),
  needsUpdateSince: dayOrNone,
  supported: oneOf(KNOWN),
  confidence: oneOf(CONFIDENCES),
  source: text(1000),
});

/** In the order of the file. */
export const COLUMNS = Object.keys(Row.shape);

/** The month in which the only kids keitai went on sale that is known to be covered (R32). */
const KIDS_SINCE = '2023-02';

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
      kind === 'kids_keitai' && released < KIDS_SINCE && supported !== 'no',
    why: `supported: no kids keitai from before ${KIDS_SINCE} is (R33)`,
  },
  {
    holds: ({ dualSim, mark }) => dualSim === 'no' && mark !== undefined,
    why: 'mark: only models that take two SIMs have one (R22)',
  },
  {
    holds: ({ dualSim, esimOnlyWipe }) => dualSim === 'no' && esimOnlyWipe === 'no',
    why: 'esimOnlyWipe: says no, so dualSim cannot (R25)',
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
  const { mark, needsUpdateSince, ...always } = parsed.data;
  const model: Model = {
    ...always,
    ...(mark !== undefined && { mark }),
    ...(needsUpdateSince !== undefined && { needsUpdateSince }),
  };
  const mistakes = CONTRADICTIONS.filter(({ holds }) => holds(model)).map(({ why }) => why);
  return mistakes.length > 0 ? { mistakes } : { model };
}
