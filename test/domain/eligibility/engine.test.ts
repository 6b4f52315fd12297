import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeEligibility, RULES } from '#domain/eligibility/engine.ts';
import type { EligibilityFacts, ModelFacts } from '#domain/eligibility/facts.ts';
import type { Rule, Verdict } from '#domain/eligibility/rule.ts';
import { REASON_TEXTS, REFERRAL_TEXTS } from '#domain/eligibility/texts.ts';

type Row = [
  id: string,
  code: string,
  kind: ModelFacts['kind'] | 'unknown',
  sim: EligibilityFacts['sim'],
  outcome: string,
  codes: string,
  referrals: string,
];

const GOOGLE_OR_NANO = 'F_GOOGLE_FIND F_NANO_SIM_NEXT_TIME';

/** Decided cases of the service's conditions, by their numbers. */
const CASES: Row[] = [
  ['D01', 'SO-01M', 'smartphone', 'nano', 'ALLOW', 'OK', ''],
  ['D24', 'SO-51D', 'smartphone', 'nano', 'ALLOW', 'OK', ''],
  ['D25', 'SO-51D', 'smartphone', 'esim', 'REFUSE', 'X_ESIM_ONLY_MODEL', GOOGLE_OR_NANO],
  ['D28', 'SH-51D', 'smartphone', 'esim', 'REFUSE', 'X_ESIM_ONLY_MODEL', GOOGLE_OR_NANO],
  ['D30', 'SH-54D', 'smartphone', 'esim', 'REFUSE', 'X_ESIM_ONLY_MODEL', GOOGLE_OR_NANO],
  ['D34', 'SH-52C', 'smartphone', 'dual', 'ALLOW', 'OK', ''],
  ['D35', 'SO-51D', 'smartphone', 'unknown', 'ALLOW_WARN', 'W_SIM_STATE_UNKNOWN', ''],
  ['D37', 'iPhone 14', 'iphone', 'nano', 'REFUSE', 'X_APPLE_DEVICE', 'F_ICLOUD_FIND'],
  ['D38', 'iPhone 14', 'iphone', 'esim', 'REFUSE', 'X_APPLE_DEVICE', 'F_ICLOUD_FIND'],
  ['D40', 'iPad (9th)', 'ipad', 'nano', 'REFUSE', 'X_APPLE_DEVICE', 'F_ICLOUD_FIND'],
  ['D41', 'KY-41C', 'kids_keitai', 'nano', 'ALLOW', 'OK', ''],
  ['D42', 'SH-03M', 'kids_keitai', 'nano', 'REFUSE', 'X_KIDS_EXCLUDED', 'F_MODEL_LIST'],
  ['D52', 'd-51C', 'tablet', 'nano', 'ALLOW', 'OK', ''],
  ['D55', '', 'unknown', 'nano', 'REFUSE', 'X_MODEL_UNKNOWN', 'F_MODEL_LIST F_GOOGLE_FIND'],
];

const factsOf = (code: string, kind: Row[2], sim: Row[3]): EligibilityFacts => ({
  model: kind === 'unknown' ? undefined : { code, kind },
  sim,
});

describe('eligibility', () => {
  test.each(CASES)(
    '%s: %s (%s, %s) is %s by %s',
    (_, code, kind, sim, outcome, codes, referrals) => {
      const eligibility = judgeEligibility(factsOf(code, kind, sim));

      const { refusals, warnings } = eligibility;
      expect(eligibility.outcome).toBe(outcome);
      expect([...refusals, ...warnings].join(' ') || 'OK').toBe(codes);
      expect(eligibility.primary).toBe(codes.split(' ')[0]);
      expect(eligibility.referrals.join(' ')).toBe(referrals);
    },
  );

  test.each(['SO-51D', 'SO-53D', 'SH-51D', 'SH-52D', 'SH-54D'])(
    'refuses %s in use with eSIM only, and allows it with a nanoSIM (R25, R23)',
    (code) => {
      const model = { code, kind: 'smartphone' } as const;

      expect(judgeEligibility({ model, sim: 'esim' }).primary).toBe('X_ESIM_ONLY_MODEL');
      expect(judgeEligibility({ model, sim: 'nano' }).outcome).toBe('ALLOW');
    },
  );

  test('allows any other model with eSIM only, for the list is closed (A3)', () => {
    const model = { code: 'SO-51C', kind: 'smartphone' } as const;

    expect(judgeEligibility({ model, sim: 'esim' }).outcome).toBe('ALLOW');
  });

  test('tells whoever may ask that nothing comes back, and that the SD card goes too', () => {
    const facts = factsOf('SO-51D', 'smartphone', 'unknown');

    expect(judgeEligibility(facts).notices).toEqual(['N_IRREVERSIBLE', 'N_SD_CARD']);
    expect(judgeEligibility({ ...facts, sim: 'esim' }).notices).toEqual([]);
  });

  test('gives every reason, and leads on by the first refusal alone', () => {
    const rules = [warning('W_SIM_STATE_UNKNOWN'), ...refusing];

    expect(judgeEligibility(factsOf('SO-01M', 'smartphone', 'nano'), rules)).toMatchObject({
      outcome: 'REFUSE',
      primary: 'X_APPLE_DEVICE',
      refusals: ['X_APPLE_DEVICE', 'X_MODEL_UNKNOWN'],
      warnings: ['W_SIM_STATE_UNKNOWN'],
      referrals: ['F_ICLOUD_FIND'],
    });
  });
});

describe('any set of rules', () => {
  const facts = factsOf('SO-01M', 'smartphone', 'nano');
  const severity = ['ALLOW', 'ALLOW_WARN', 'REFUSE'];
  const verdict: fc.Arbitrary<Verdict> = fc.oneof(
    fc.constantFrom<Verdict>({ verdict: 'met' }, { verdict: 'not-applicable' }),
    fc.record({
      verdict: fc.constant('not-met' as const),
      effect: fc.constantFrom('refuse' as const, 'warn' as const),
      code: fc.constantFrom('X_APPLE_DEVICE' as const, 'W_SIM_STATE_UNKNOWN' as const),
      referrals: fc.constant([]),
    }),
  );
  const rule = verdict.map(
    (judgement): Rule => ({ name: 'any', requirements: [], judge: () => judgement }),
  );

  test('never allows more because of one more rule', () => {
    fc.assert(
      fc.property(fc.array(rule), fc.array(rule), rule, (before, after, added) => {
        const without = judgeEligibility(facts, [...before, ...after]);
        const with_ = judgeEligibility(facts, [...before, added, ...after]);

        expect(severity.indexOf(with_.outcome)).toBeGreaterThanOrEqual(
          severity.indexOf(without.outcome),
        );
        expect(with_.refusals).toEqual(expect.arrayContaining([...without.refusals]));
        expect(with_.warnings).toEqual(expect.arrayContaining([...without.warnings]));
      }),
    );
  });
});

describe('the rules', () => {
  test('have one name each and say which requirement they come from', () => {
    const names = RULES.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    for (const { requirements } of RULES) expect(requirements.join(' ')).toMatch(/R[0-9]+/);
  });

  test.each(Object.entries({ ...REASON_TEXTS, ...REFERRAL_TEXTS }))(
    '%s has words in both languages',
    (_, { ja, en }) => {
      expect(ja).toMatch(/[ぁ-んァ-ヶ一-龠]/);
      expect(en).toMatch(/[a-z]/);
    },
  );
});

function warning(code: 'W_SIM_STATE_UNKNOWN'): Rule {
  const judge = () => ({ verdict: 'not-met', effect: 'warn', code, referrals: [] }) as const;
  return { name: 'warning', requirements: [], judge };
}

const refusing: Rule[] = [
  {
    name: 'first',
    requirements: [],
    judge: () => ({
      verdict: 'not-met',
      effect: 'refuse',
      code: 'X_APPLE_DEVICE',
      referrals: ['F_ICLOUD_FIND'],
    }),
  },
  {
    name: 'second',
    requirements: [],
    judge: () => ({
      verdict: 'not-met',
      effect: 'refuse',
      code: 'X_MODEL_UNKNOWN',
      referrals: ['F_MODEL_LIST'],
    }),
  },
];
