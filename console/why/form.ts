/** The facts of eligibility as a form has them: a text a field, whatever of them applies. */
import type * as z from 'zod/mini';
import { EligibilityFacts } from '#functions/contract/ops-requests.ts';

export type Facts = z.infer<typeof EligibilityFacts>;
type Handset = NonNullable<Facts['handset']>;
type Answer = 'yes' | 'no';

/** What the fields with given values can have. */
export interface Choices {
  readonly plan: Facts['line']['plan'];
  readonly isSuspended: Answer;
  readonly walletLock: Facts['line']['walletLock'];
  readonly channel: Facts['applicant']['channel'];
  readonly secondFactor: Extract<Facts['applicant'], { channel: 'web' }>['secondFactor'];
  readonly hasDocuments: Answer;
  readonly hasReservation: Answer;
  readonly kind: Facts['model']['kind'];
  readonly mark: `${Facts['model']['mark']}`;
  readonly supported: Facts['model']['supported'];
  readonly isEnrolled: Answer;
  readonly sim: Handset['sim'];
  readonly preset: Handset['preset'];
  readonly update: Handset['update'];
  readonly app: Handset['app'];
}

/** The fields that are typed, in which alone there can be a mistake. */
export const TYPED = ['date', 'code', 'released', 'android'] as const;
export type Typed = (typeof TYPED)[number];

export type FieldName = keyof Choices | Typed;
export type Form = Readonly<Record<FieldName, string>>;

/** A usual case that is allowed. `today`: the day in Japan. */
export const startForm = (today: string): Form => ({
  date: today,
  plan: 'docomo',
  isSuspended: 'no',
  walletLock: 'none',
  channel: 'web',
  secondFactor: 'usable',
  hasDocuments: 'yes',
  hasReservation: 'yes',
  code: '',
  kind: 'smartphone',
  released: '',
  mark: 'none',
  supported: 'yes',
  isEnrolled: 'yes',
  sim: 'nano',
  preset: 'done',
  update: 'applied',
  app: 'yes',
  android: '14',
});

const answer = (is: boolean): Answer => (is ? 'yes' : 'no');

/** These facts in the form; fields that do not apply to them stay as they are `before`. */
export function formOf({ date, line, applicant, model, handset }: Facts, before: Form): Form {
  const { isSuspended, ...ofLine } = line;
  return {
    ...before,
    date,
    ...ofLine,
    isSuspended: answer(isSuspended),
    ...(applicant.channel === 'web'
      ? applicant
      : {
          channel: applicant.channel,
          hasDocuments: answer(applicant.hasDocuments),
          hasReservation: answer(applicant.hasReservation),
        }),
    ...{ code: model.code, kind: model.kind, supported: model.supported },
    released: model.released ?? '',
    mark: String(model.mark),
    isEnrolled: answer(handset !== undefined),
    ...(handset && { ...handset, android: handset.android?.join('.') ?? '' }),
  };
}

export type Read =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly mistakes: readonly Typed[] };

/** The facts that a form states, or the fields in which it states none. */
export function factsOf(form: Form): Read {
  const read = EligibilityFacts.safeParse({
    date: form.date,
    line: {
      plan: form.plan,
      isSuspended: form.isSuspended === 'yes',
      walletLock: form.walletLock,
    },
    applicant:
      form.channel === 'web'
        ? { channel: form.channel, secondFactor: form.secondFactor }
        : {
            channel: form.channel,
            hasDocuments: form.hasDocuments === 'yes',
            hasReservation: form.hasReservation === 'yes',
          },
    model: {
      code: form.code.trim(),
      kind: form.kind,
      mark: /^[0-9]$/.test(form.mark) ? Number(form.mark) : form.mark,
      supported: form.supported,
      ...(form.released !== '' && { released: form.released }),
    },
    ...(form.isEnrolled === 'yes' && { handset: handsetOf(form) }),
  });
  if (read.success) return { ok: true, facts: read.data };
  const wrong = new Set(read.error.issues.flatMap(({ path }) => path));
  return { ok: false, mistakes: TYPED.filter((name) => wrong.has(name)) };
}

const handsetOf = ({ sim, preset, update, app, android }: Form) => ({
  ...{ sim, preset, update, app },
  ...(android.trim() !== '' && { android: versionOf(android.trim()) }),
});

/** `4.2` and `14`; anything else is left to the schema to find wrong. */
function versionOf(text: string): unknown {
  const [, major, minor = '0'] = /^([0-9]{1,3})(?:\.([0-9]{1,3}))?$/.exec(text) ?? [];
  return major === undefined ? text : [Number(major), Number(minor)];
}

/** Whether two forms state the same facts. */
export const isSame = (one: Form, other: Form): boolean =>
  JSON.stringify(factsOf(one)) === JSON.stringify(factsOf(other));
