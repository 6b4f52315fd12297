/** Facts of a wipe that may be asked for, with overrides; and any facts at all. */
import fc from 'fast-check';
import {
  type Applicant,
  type EligibilityFacts,
  type HandsetFacts,
  MODEL_KINDS,
  type ModelFacts,
} from '#domain/eligibility/facts.ts';

interface Overrides {
  readonly date?: string;
  readonly line?: Partial<EligibilityFacts['line']>;
  readonly applicant?: Applicant;
  readonly model?: Partial<ModelFacts>;
  /** `none`: the line has no handset. */
  readonly handset?: Partial<HandsetFacts> | 'none';
}

export function facts({ date, line, applicant, model, handset }: Overrides = {}): EligibilityFacts {
  return {
    date: date ?? '2024-06-01',
    line: { plan: 'docomo', isSuspended: false, walletLock: 'none', ...line },
    applicant: applicant ?? { channel: 'web', secondFactor: 'usable' },
    model: {
      code: 'SO-01M',
      kind: 'smartphone',
      released: '2019-11',
      mark: 'none',
      supported: 'unknown',
      ...model,
    },
    handset:
      handset === 'none'
        ? undefined
        : {
            sim: 'nano',
            preset: 'unknown',
            update: 'unknown',
            app: 'yes',
            android: undefined,
            ...handset,
          },
  };
}

const DAYS = ['2018-12-31', '2019-01-01', '2023-04-18', '2023-04-19', '2024-06-01'] as const;
const CODES = [
  'SO-01M',
  'SO-51D',
  'SC-02H',
  'KY-41C',
  'SH-03M',
  'iPhone 14',
  'SK-41D',
  '',
] as const;
const MONTHS = [
  '2012-05',
  '2013-12',
  '2014-01',
  '2017-04',
  '2017-05',
  '2023-02',
  '2024-06',
] as const;

const applicants: fc.Arbitrary<Applicant> = fc.oneof(
  fc.record({
    channel: fc.constant('web' as const),
    secondFactor: fc.constantFrom('usable', 'not-asked', 'lost'),
  }),
  fc.record({
    channel: fc.constant('shop' as const),
    hasDocuments: fc.boolean(),
    hasReservation: fc.boolean(),
  }),
);

const models: fc.Arbitrary<ModelFacts> = fc.record({
  code: fc.constantFrom(...CODES),
  kind: fc.constantFrom(...MODEL_KINDS),
  released: fc.constantFrom(undefined, ...MONTHS),
  mark: fc.constantFrom<ModelFacts['mark'][]>('none', 1, 2, 3, 'unknown'),
  supported: fc.constantFrom('yes', 'no', 'unknown'),
});

const handsets: fc.Arbitrary<HandsetFacts> = fc.record({
  sim: fc.constantFrom('nano', 'esim', 'dual', 'unknown'),
  preset: fc.constantFrom('done', 'not_done', 'unknown'),
  update: fc.constantFrom('applied', 'not_applied', 'unknown'),
  app: fc.constantFrom('yes', 'no', 'unknown'),
  android: fc.constantFrom(undefined, [4, 2] as const, [4, 4] as const, [14, 0] as const),
});

/** Any combination, the odd ones too. */
export const anyFacts: fc.Arbitrary<EligibilityFacts> = fc.record({
  date: fc.constantFrom(...DAYS),
  line: fc.record({
    plan: fc.constantFrom('docomo', 'ahamo', 'irumo', 'kids', 'business', 'mvno'),
    isSuspended: fc.boolean(),
    walletLock: fc.constantFrom('none', 'pending', 'failed', 'succeeded', 'unknown'),
  }),
  applicant: applicants,
  model: models,
  handset: fc.option(handsets, { nil: undefined }),
});
