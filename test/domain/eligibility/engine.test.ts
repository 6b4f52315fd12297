import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isKids } from '#domain/eligibility/device.ts';
import { type Eligibility, judgeEligibility } from '#domain/eligibility/engine.ts';
import type { EligibilityFacts } from '#domain/eligibility/facts.ts';
import type { Rule } from '#domain/eligibility/rule.ts';
import { RULES } from '#domain/eligibility/rules.ts';
import { anyFacts, facts } from './facts.ts';

const SEVERITY: readonly Eligibility['outcome'][] = ['ALLOW', 'ALLOW_WARN', 'REFUSE'];
const severityOf = (judged: EligibilityFacts) => SEVERITY.indexOf(judgeEligibility(judged).outcome);

describe('the engine', () => {
  test('allows a wipe that nothing stands in the way of', () => {
    expect(judgeEligibility(facts())).toEqual({
      outcome: 'ALLOW',
      primary: 'OK',
      refusals: [],
      warnings: [],
      referrals: [],
      notices: ['N_IRREVERSIBLE', 'N_SD_CARD'],
    });
  });

  test('gives every reason, the first refusal as the primary one, and leads on by that alone', () => {
    const judged = judgeEligibility(
      facts({
        line: { isSuspended: true, walletLock: 'succeeded' },
        applicant: { channel: 'web', secondFactor: 'lost' },
        model: { code: 'SO-51D' },
        handset: { sim: 'esim' },
      }),
    );

    expect(judged).toEqual({
      outcome: 'REFUSE',
      primary: 'X_ESIM_ONLY_MODEL',
      refusals: ['X_ESIM_ONLY_MODEL', 'X_AUTH_FACTOR_LOST'],
      warnings: ['W_LINE_SUSPENDED'],
      referrals: ['F_GOOGLE_FIND', 'F_NANO_SIM_NEXT_TIME'],
      notices: [],
    });
  });

  test('leads on by every warning where nothing refuses', () => {
    const judged = judgeEligibility(
      facts({ model: { code: 'SC-02H', released: '2016-05' }, line: { isSuspended: true } }),
    );

    expect(judged).toMatchObject({
      outcome: 'ALLOW_WARN',
      primary: 'W_LINE_SUSPENDED',
      warnings: ['W_LINE_SUSPENDED', 'W_PRESET_UNKNOWN', 'W_UPDATE_PENDING'],
      referrals: ['F_UPDATE_NOTICE'],
    });
  });

  test.each([
    ['none', []],
    ['pending', ['N_WALLET_LOCK_NOT_CONFIRMED']],
    ['failed', ['N_WALLET_LOCK_NOT_CONFIRMED']],
    ['unknown', ['N_WALLET_LOCK_NOT_CONFIRMED']],
    ['succeeded', ['N_WALLET_LOCK_KEPT']],
  ] as const)(
    'promises of a wallet lock that is %s no more than holds (R19, R21)',
    (walletLock, extra) => {
      const { notices } = judgeEligibility(facts({ line: { walletLock } }));

      expect(notices).toEqual(['N_IRREVERSIBLE', 'N_SD_CARD', ...extra]);
    },
  );
});

describe('any facts', () => {
  /** Each makes one thing worse, or less known. */
  const PROBLEMS: Readonly<Record<string, (sound: EligibilityFacts) => EligibilityFacts>> = {
    'another carrier': (f) => ({ ...f, line: { ...f.line, plan: 'mvno' } }),
    'a suspended line': (f) => ({ ...f, line: { ...f.line, isSuspended: true } }),
    'no handset': (f) => ({ ...f, handset: undefined }),
    'a kind out of scope': (f) => ({ ...f, model: { ...f.model, kind: 'other' } }),
    'an unlisted model': (f) => ({ ...f, model: { ...f.model, kind: 'unknown' } }),
    'a model that is not supported': (f) => ({ ...f, model: { ...f.model, supported: 'no' } }),
    'an Apple device': (f) => ({ ...f, model: { ...f.model, kind: 'iphone' } }),
    'no app': (f) => (f.handset ? { ...f, handset: { ...f.handset, app: 'no' } } : f),
    'a setting that was not made': (f) =>
      f.handset ? { ...f, handset: { ...f.handset, preset: 'not_done' } } : f,
    'a month that is not known': (f) => ({ ...f, model: { ...f.model, released: undefined } }),
    'an old month': (f) => ({ ...f, model: { ...f.model, released: '2012-05' } }),
    'eSIM only, of one of the five': (f) =>
      f.handset
        ? { ...f, model: { ...f.model, code: 'SO-51D' }, handset: { ...f.handset, sim: 'esim' } }
        : f,
    'plan ahamo': (f) => ({ ...f, line: { ...f.line, plan: 'ahamo' } }),
    'a lost factor': (f) => ({ ...f, applicant: { channel: 'web', secondFactor: 'lost' } }),
    'no documents': (f) => ({
      ...f,
      applicant: { channel: 'shop', hasDocuments: false, hasReservation: false },
    }),
  };

  test.each(Object.entries(PROBLEMS))(
    'that are refused are not allowed with %s beside',
    (_, worsen) => {
      fc.assert(
        fc.property(anyFacts, (given) => {
          fc.pre(judgeEligibility(given).outcome === 'REFUSE');
          // What is replaced is not added to: another channel has other conditions, another carrier’s line no more.
          const worse = worsen(given);
          fc.pre(
            worse.applicant.channel === given.applicant.channel ||
              given.applicant.channel === 'web',
          );
          fc.pre(worse.line.plan === given.line.plan || given.line.plan !== 'mvno');

          expect(severityOf(worse)).toBe(SEVERITY.indexOf('REFUSE'));
        }),
      );
    },
  );

  test('give the same reasons, in whatever order the rules are asked', () => {
    const orders = fc.shuffledSubarray([...RULES], { minLength: RULES.length });
    fc.assert(
      fc.property(anyFacts, orders, (given, order) => {
        const usual = judgeEligibility(given);
        const other = judgeEligibility(given, order);

        expect(other.outcome).toBe(usual.outcome);
        expect(new Set(other.refusals)).toEqual(new Set(usual.refusals));
        expect(new Set(other.warnings)).toEqual(new Set(usual.warnings));
      }),
    );
  });

  test('send nobody to a shop for what a shop cannot do either', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        fc.pre(judgeEligibility(given).referrals.includes('F_SHOP_COUNTER'));
        const applicant = { channel: 'shop', hasDocuments: true, hasReservation: true } as const;

        const atShop = judgeEligibility({ ...given, applicant });

        expect(atShop.refusals).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('lead to Google’s service with Android devices only, to Apple’s with Apple’s only', () => {
    const APPLE = ['iphone', 'ipad'];
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { referrals } = judgeEligibility(given);
        const { kind } = given.model;

        if (referrals.includes('F_GOOGLE_FIND'))
          expect(['smartphone', 'tablet', 'unknown']).toContain(kind);
        if (APPLE.includes(kind) && referrals.length > 0)
          expect(referrals).toContain('F_ICLOUD_FIND');
        if (!APPLE.includes(kind) && kind !== 'unknown' && given.model.code !== 'iPhone 14')
          expect(referrals).not.toContain('F_ICLOUD_FIND');
      }),
    );
  });

  /** Where a rule has to know something, and what about; by what is unknown. */
  const NEEDED: readonly [string, (f: EligibilityFacts) => boolean][] = [
    ['the model', ({ model }) => model.kind === 'unknown'],
    ['a handset', ({ handset }) => handset === undefined],
    ['the app', ({ handset, model }) => handset?.app === 'unknown' && !isKids(model)],
    [
      'the SIMs of a marked model',
      ({ handset, model }) => handset?.sim === 'unknown' && model.mark !== 'none',
    ],
    [
      'the SIMs of one of the five',
      ({ handset, model }) => handset?.sim === 'unknown' && model.code === 'SO-51D',
    ],
    [
      'the setting of an old model',
      ({ handset, model }) =>
        handset?.preset === 'unknown' &&
        (model.released ?? '') <= '2017-04' &&
        !isKids(model) &&
        model.code !== 'KY-41C',
    ],
    [
      'the update of one of the Samsungs',
      ({ handset, model, date }) =>
        handset?.update === 'unknown' && model.code === 'SC-02H' && date >= '2019-01-01',
    ],
    [
      'the age of a model',
      ({ handset, model }) =>
        handset?.android === undefined && model.released === undefined && !isKids(model),
    ],
  ];

  test.each(NEEDED)('are never simply allowed where %s is not known', (_, isUnknown) => {
    fc.assert(
      fc.property(anyFacts.filter(isUnknown), (given) => {
        expect(judgeEligibility(given).outcome).not.toBe('ALLOW');
      }),
      { numRuns: 1000 },
    );
  });

  test('give no notice of a wipe that is refused, and the usual ones of any other', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { outcome, notices } = judgeEligibility(given);

        expect(notices.slice(0, 2)).toEqual(
          outcome === 'REFUSE' ? [] : ['N_IRREVERSIBLE', 'N_SD_CARD'],
        );
      }),
    );
  });
});

describe('one more rule', () => {
  const effects = fc.constantFrom<Rule['effect']>('refuse', 'warn');

  test('never allows more', () => {
    fc.assert(
      fc.property(anyFacts, effects, fc.nat(RULES.length), (given, effect, place) => {
        const added: Rule = {
          name: 'added',
          requirements: [],
          effect,
          code: 'X_MODEL_UNKNOWN',
          referrals: [],
          judge: () => 'not-met',
        };
        const judged = judgeEligibility(given, RULES.toSpliced(place, 0, added));

        expect(SEVERITY.indexOf(judged.outcome)).toBeGreaterThanOrEqual(severityOf(given));
      }),
    );
  });
});
