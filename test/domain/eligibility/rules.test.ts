import { describe, expect, test } from '@jest/globals';
import { judgeEligibility } from '#domain/eligibility/engine.ts';
import type { Applicant, HandsetFacts, ModelFacts } from '#domain/eligibility/facts.ts';
import { RULES } from '#domain/eligibility/rules.ts';
import {
  NOTICE_TEXTS,
  OUTCOME_TEXTS,
  REASON_TEXTS,
  REFERRAL_TEXTS,
} from '#domain/eligibility/texts.ts';
import { facts } from './facts.ts';

type Made = Parameters<typeof facts>[0];
/** All reasons, refusals first. */
const reasons = (made: Made) => {
  const { refusals, warnings } = judgeEligibility(facts(made));
  return [...refusals, ...warnings].join(' ');
};
const referrals = (made: Made) => judgeEligibility(facts(made)).referrals.join(' ');

describe('the rules', () => {
  test('have a name and a code each, and say which requirement they come from', () => {
    const names = RULES.map(({ name }) => name);
    const codes = RULES.map(({ code }) => code);

    expect(new Set(names).size).toBe(names.length);
    expect(codes.toSorted()).toEqual(Object.keys(REASON_TEXTS).toSorted());
    for (const { requirements } of RULES) expect(requirements[0]).toMatch(/^R[0-9]+$/);
  });

  test('refuse by codes that begin with X, and warn by codes that begin with W', () => {
    for (const { code, effect } of RULES) expect(code[0]).toBe(effect === 'refuse' ? 'X' : 'W');
  });

  test.each(
    Object.entries({ ...OUTCOME_TEXTS, ...REASON_TEXTS, ...REFERRAL_TEXTS, ...NOTICE_TEXTS }),
  )('%s has words in both languages', (_, { ja, en }) => {
    expect(ja).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    expect(en).toMatch(/[a-z]/);
  });
});

describe('the device', () => {
  test.each<[string, Partial<ModelFacts>, Partial<HandsetFacts>, string, string]>([
    ['iPhone', { code: 'iPhone 14', kind: 'iphone' }, {}, 'X_APPLE_DEVICE', 'F_ICLOUD_FIND'],
    ['iPad', { code: 'iPad (9th)', kind: 'ipad' }, {}, 'X_APPLE_DEVICE', 'F_ICLOUD_FIND'],
    [
      'iPhone of no known kind',
      { code: 'iPhone 99', kind: 'unknown' },
      {},
      'X_APPLE_DEVICE',
      'F_ICLOUD_FIND',
    ],
    ['KY-41C', { code: 'KY-41C', kind: 'kids_keitai', released: '2023-02' }, {}, '', ''],
    [
      'KY-41C, its app unknown',
      { code: 'KY-41C', kind: 'kids_keitai', released: undefined },
      { app: 'unknown' },
      '',
      '',
    ],
    [
      'SH-03M',
      { code: 'SH-03M', kind: 'kids_keitai', released: undefined },
      {},
      'X_KIDS_EXCLUDED',
      'F_MODEL_LIST',
    ],
    [
      'SH-03M, called a keitai',
      { code: 'SH-03M', kind: 'keitai' },
      {},
      'X_KIDS_EXCLUDED',
      'F_MODEL_LIST',
    ],
    [
      'kids keitai of before',
      { code: 'HW-01G', kind: 'kids_keitai', released: '2015-02' },
      {},
      'X_KIDS_EXCLUDED',
      'F_MODEL_LIST',
    ],
    [
      'kids keitai of the month before KY-41C',
      { code: 'HW-01G', kind: 'kids_keitai', released: '2023-01', supported: 'yes' },
      {},
      'X_KIDS_EXCLUDED',
      'F_MODEL_LIST',
    ],
    [
      'another kids keitai of its month',
      { code: 'SK-41D', kind: 'kids_keitai', released: '2023-02' },
      {},
      'X_MODEL_UNKNOWN',
      'F_MODEL_LIST',
    ],
    [
      'KY-41C without the app (A14)',
      { code: 'KY-41C', kind: 'kids_keitai', released: '2023-02' },
      { app: 'no' },
      'X_MODEL_UNKNOWN',
      'F_MODEL_LIST',
    ],
    [
      'kids keitai of later',
      { code: 'SK-41D', kind: 'kids_keitai', released: '2023-03' },
      {},
      'X_MODEL_UNKNOWN',
      'F_MODEL_LIST',
    ],
    [
      'kids keitai of later that is listed',
      { code: 'SK-41D', kind: 'kids_keitai', released: '2024-06', supported: 'yes' },
      {},
      '',
      '',
    ],
    [
      'kids keitai of no known month',
      { code: 'SK-41D', kind: 'kids_keitai', released: undefined, supported: 'yes' },
      {},
      'X_MODEL_UNKNOWN',
      'F_MODEL_LIST',
    ],
    ['sp-mode keitai', { code: 'SH-02L', kind: 'keitai', released: '2019-02' }, {}, '', ''],
    [
      'keitai without the app',
      { code: 'F-07F', kind: 'keitai' },
      { app: 'no' },
      'X_KIND_OUT_OF_SCOPE',
      'F_MODEL_LIST',
    ],
    [
      'keitai listed as not supported',
      { code: 'F-07F', kind: 'keitai', supported: 'no' },
      {},
      'X_KIND_OUT_OF_SCOPE',
      'F_MODEL_LIST',
    ],
    [
      'i-mode keitai',
      { code: 'F-07F', kind: 'imode_keitai' },
      {},
      'X_KIND_OUT_OF_SCOPE',
      'F_MODEL_LIST',
    ],
    [
      'device of another kind',
      { code: 'HW-02', kind: 'other' },
      {},
      'X_KIND_OUT_OF_SCOPE',
      'F_MODEL_LIST',
    ],
    [
      'unlisted model',
      { code: 'NO-1', kind: 'unknown' },
      {},
      'X_MODEL_UNKNOWN',
      'F_MODEL_LIST F_GOOGLE_FIND',
    ],
    [
      'model listed as not supported',
      { supported: 'no' },
      {},
      'X_MODEL_UNKNOWN',
      'F_MODEL_LIST F_GOOGLE_FIND',
    ],
    [
      'smartphone without the app (A14)',
      {},
      { app: 'no' },
      'X_MODEL_UNKNOWN',
      'F_MODEL_LIST F_GOOGLE_FIND',
    ],
    ['smartphone, its app unknown', {}, { app: 'unknown' }, 'W_APP_UNVERIFIED', ''],
    ['tablet', { code: 'd-51C', kind: 'tablet' }, {}, '', ''],
  ])('%s', (_, model, handset, expected, leads) => {
    expect([reasons({ model, handset }), referrals({ model, handset })]).toEqual([expected, leads]);
  });

  test.each<[string, Partial<ModelFacts>, string, string]>([
    [
      'nothing is known',
      { code: '', kind: 'unknown' },
      'X_NO_HANDSET',
      'F_ICLOUD_FIND F_GOOGLE_FIND',
    ],
    ['a smartphone is known', {}, 'X_NO_HANDSET', 'F_GOOGLE_FIND'],
    ['a keitai is known', { code: 'SH-02L', kind: 'keitai' }, 'X_NO_HANDSET', ''],
    [
      'an iPhone is known',
      { code: 'iPhone 14', kind: 'iphone' },
      'X_APPLE_DEVICE X_NO_HANDSET',
      'F_ICLOUD_FIND',
    ],
    [
      'an unlisted model is known',
      { code: 'NO-1', kind: 'unknown' },
      'X_MODEL_UNKNOWN X_NO_HANDSET',
      'F_MODEL_LIST F_GOOGLE_FIND',
    ],
    ['an old model is known', { released: '2012-01' }, 'X_NO_HANDSET', 'F_GOOGLE_FIND'],
  ])('that never enrolled is none, where %s', (_, model, expected, leads) => {
    const made = { model, handset: 'none' } as const;

    expect([reasons(made), referrals(made)]).toEqual([expected, leads]);
  });
});

describe('a device that is refused', () => {
  /** Everything that may be wrong with a handset of one of the five, or of a Samsung. */
  const BAD: Partial<HandsetFacts> = {
    sim: 'esim',
    preset: 'not_done',
    update: 'not_applied',
    app: 'unknown',
    android: [4, 2],
  };

  test.each<[string, Partial<ModelFacts>, string]>([
    ['apple', { code: 'iPhone 14', kind: 'iphone' }, 'X_APPLE_DEVICE'],
    ['an excluded kids keitai', { code: 'SH-03M', kind: 'kids_keitai' }, 'X_KIDS_EXCLUDED'],
    ['an i-mode keitai', { kind: 'imode_keitai' }, 'X_KIND_OUT_OF_SCOPE'],
    ['of another kind', { kind: 'other' }, 'X_KIND_OUT_OF_SCOPE'],
    ['of no known kind', { kind: 'unknown' }, 'X_MODEL_UNKNOWN'],
    ['listed as not supported', { supported: 'no' }, 'X_MODEL_UNKNOWN'],
    ['one of the five, of another kind', { code: 'SO-51D', kind: 'other' }, 'X_KIND_OUT_OF_SCOPE'],
    ['a Samsung of no known kind', { code: 'SC-02H', kind: 'unknown' }, 'X_MODEL_UNKNOWN'],
  ])('as its family is not covered is not judged by what is on it: %s', (_, model, expected) => {
    const made = { model: { released: '2012-05', mark: 1, ...model }, handset: BAD } as const;

    expect(reasons(made)).toBe(expected);
    expect(reasons({ ...made, handset: { ...BAD, sim: 'dual' } })).toBe(expected);
    expect(reasons({ ...made, handset: { ...BAD, sim: 'unknown', preset: 'unknown' } })).toBe(
      expected,
    );
  });

  test('is judged by line, plan and person all the same', () => {
    const model = { code: 'F-07F', kind: 'keitai' } as const;
    const applicant = { channel: 'web', secondFactor: 'lost' } as const;

    expect(reasons({ model, applicant, handset: { app: 'no' }, line: { plan: 'ahamo' } })).toBe(
      'X_KIND_OUT_OF_SCOPE X_AHAMO_NO_APP X_AUTH_FACTOR_LOST',
    );
    expect(
      reasons({
        model,
        applicant,
        handset: { app: 'no' },
        line: { plan: 'irumo', isSuspended: true },
      }),
    ).toBe('X_KIND_OUT_OF_SCOPE X_AUTH_FACTOR_LOST W_IRUMO_KEITAI W_LINE_SUSPENDED');
  });

  test('as it has no app is judged by all that is on it', () => {
    const dual = { model: { code: 'SO-51D' }, handset: { app: 'no', sim: 'dual' } } as const;
    const old = {
      model: { code: 'SC-02H', released: '2016-05' },
      handset: { app: 'no', preset: 'not_done', update: 'not_applied' },
    } as const;

    expect(reasons(dual)).toBe('X_MODEL_UNKNOWN W_DUAL_NOT_GUARANTEED');
    expect(reasons(old)).toBe('X_MODEL_UNKNOWN X_PRESET_MISSING W_UPDATE_PENDING');
    expect(reasons({ ...dual, line: { plan: 'ahamo' } })).toBe(
      'X_AHAMO_NO_APP W_DUAL_NOT_GUARANTEED',
    );
  });

  test.each(['kids_keitai', 'keitai', 'smartphone', 'tablet', 'unknown'] as const)(
    'is SH-03M as %s too, whatever the plan',
    (kind) => {
      const model = { code: 'SH-03M', kind };

      expect(reasons({ model, line: { plan: 'irumo' } })).toBe('X_KIDS_EXCLUDED');
      expect(reasons({ model, line: { plan: 'ahamo' } })).toBe('X_KIDS_EXCLUDED X_AHAMO_NO_APP');
    },
  );
});

describe('the plan', () => {
  test.each([
    ['2023-04-18', 'X_AHAMO_NOT_YET'],
    ['2023-04-19', ''],
  ])('ahamo on %s', (date, expected) => {
    expect(reasons({ date, line: { plan: 'ahamo' } })).toBe(expected);
  });

  test.each<[string, Made, string, string]>([
    ['without the app', { handset: { app: 'no' } }, 'X_AHAMO_NO_APP', 'F_GOOGLE_FIND'],
    ['with an app unknown', { handset: { app: 'unknown' } }, 'W_APP_UNVERIFIED', ''],
    [
      'with a keitai, which is no Android device',
      { model: { code: 'SH-02L', kind: 'keitai' } },
      'X_AHAMO_NO_APP',
      '',
    ],
    [
      'with the kids keitai',
      { model: { code: 'KY-41C', kind: 'kids_keitai' } },
      'X_AHAMO_NO_APP',
      '',
    ],
    [
      'with an iPad',
      { model: { code: 'iPad (9th)', kind: 'ipad' } },
      'X_APPLE_DEVICE X_AHAMO_NO_APP',
      'F_ICLOUD_FIND',
    ],
    [
      'with one of the five',
      { model: { code: 'SO-51D' }, handset: { sim: 'esim' } },
      'X_ESIM_ONLY_MODEL',
      'F_GOOGLE_FIND F_NANO_SIM_NEXT_TIME',
    ],
  ])('ahamo %s', (_, made, expected, leads) => {
    const onAhamo = { ...made, line: { plan: 'ahamo' } } as const;

    expect([reasons(onAhamo), referrals(onAhamo)]).toEqual([expected, leads]);
  });

  test.each<[string, Made, string]>([
    ['of another carrier', { line: { plan: 'mvno' } }, 'X_NOT_DOCOMO_LINE'],
    ['of a business account', { line: { plan: 'business' } }, ''],
    [
      'irumo with a keitai',
      { line: { plan: 'irumo' }, model: { kind: 'keitai' } },
      'W_IRUMO_KEITAI',
    ],
    ['irumo with a smartphone', { line: { plan: 'irumo' } }, ''],
    ['that is suspended', { line: { isSuspended: true } }, 'W_LINE_SUSPENDED'],
  ])('%s', (_, made, expected) => {
    expect(reasons(made)).toBe(expected);
  });
});

describe('the SIM', () => {
  const FIVE = ['SO-51D', 'SO-53D', 'SH-51D', 'SH-52D', 'SH-54D'];

  test.each(
    FIVE.flatMap(
      (code) =>
        [
          [code, 'nano', ''],
          [code, 'esim', 'X_ESIM_ONLY_MODEL'],
          [code, 'dual', 'W_DUAL_NOT_GUARANTEED'],
          [code, 'unknown', 'W_SIM_STATE_UNKNOWN'],
        ] as const,
    ),
  )('of %s, used as %s', (code, sim, expected) => {
    expect(reasons({ model: { code }, handset: { sim } })).toBe(expected);
  });

  test.each([
    [1, 'nano', ''],
    [2, 'esim', ''],
    [3, 'dual', 'W_DUAL_NOT_GUARANTEED'],
    [1, 'unknown', 'W_DUAL_NOT_GUARANTEED'],
    ['none', 'dual', ''],
    ['none', 'unknown', ''],
    ['unknown', 'dual', 'W_DUAL_NOT_GUARANTEED'],
    ['unknown', 'nano', ''],
  ] as const)('of another model with mark %s, used as %s', (mark, sim, expected) => {
    expect(reasons({ model: { mark }, handset: { sim } })).toBe(expected);
  });
});

describe('the setting before the loss', () => {
  test.each([
    ['2017-04', 'done', ''],
    ['2017-04', 'not_done', 'X_PRESET_MISSING'],
    ['2017-04', 'unknown', 'W_PRESET_UNKNOWN'],
    ['2017-05', 'not_done', ''],
    ['2017-05', 'unknown', ''],
    [undefined, 'not_done', 'X_PRESET_MISSING W_SHA2_LEGACY'],
    [undefined, 'unknown', 'W_PRESET_UNKNOWN W_SHA2_LEGACY'],
    [undefined, 'done', 'W_SHA2_LEGACY'],
  ] as const)('of a model of %s that has it %s', (released, preset, expected) => {
    expect(reasons({ model: { released }, handset: { preset } })).toBe(expected);
  });

  test.each([undefined, '2016-05', '2023-02'])(
    'is none of KY-41C, its month given as %s',
    (released) => {
      const model = { code: 'KY-41C', kind: 'kids_keitai', released } as const;

      expect(reasons({ model, handset: { preset: 'not_done' } })).toBe('');
    },
  );

  test('leads a keitai to no service for Android', () => {
    const model = { code: 'P-01J', kind: 'keitai', released: '2016-11' } as const;

    expect(referrals({ model, handset: { preset: 'not_done' } })).toBe('F_MODEL_LIST');
    expect(referrals({ model: { released: '2016-11' }, handset: { preset: 'not_done' } })).toBe(
      'F_GOOGLE_FIND F_MODEL_LIST',
    );
  });
});

describe('who asks', () => {
  const lost: Applicant = { channel: 'web', secondFactor: 'lost' };
  const visit = { channel: 'shop', hasDocuments: true, hasReservation: true } as const;

  test.each<[string, Applicant, string, string]>([
    ['with a factor at hand', { channel: 'web', secondFactor: 'usable' }, '', ''],
    ['before a second factor was asked for', { channel: 'web', secondFactor: 'not-asked' }, '', ''],
    [
      'with the factor on the lost device',
      lost,
      'X_AUTH_FACTOR_LOST',
      'F_SHOP_COUNTER F_GOOGLE_FIND',
    ],
    ['at a shop', visit, '', ''],
    [
      'at a shop without documents',
      { ...visit, hasDocuments: false },
      'X_DOCUMENTS_MISSING',
      'F_SHOP_COUNTER',
    ],
    [
      'at a shop without a reservation',
      { ...visit, hasReservation: false },
      'W_NO_RESERVATION',
      '',
    ],
  ])('%s', (_, applicant, expected, leads) => {
    expect([reasons({ applicant }), referrals({ applicant })]).toEqual([expected, leads]);
  });

  test('for a kids keitai is sent to the shop alone', () => {
    const model = { code: 'KY-41C', kind: 'kids_keitai' } as const;

    expect(referrals({ applicant: lost, model })).toBe('F_SHOP_COUNTER');
  });
});

describe('the software', () => {
  test.each([
    ['2018-12-31', 'not_applied', ''],
    ['2019-01-01', 'not_applied', 'W_UPDATE_PENDING'],
    ['2019-01-01', 'unknown', 'W_UPDATE_PENDING'],
    ['2019-01-01', 'applied', ''],
  ] as const)('of five Samsungs on %s, its update %s', (date, update, expected) => {
    const released = '2017-06';
    for (const code of ['SC-01H', 'SC-02H', 'SC-02J', 'SC-03J', 'SC-04J'])
      expect(reasons({ date, model: { code, released }, handset: { update } })).toBe(expected);
  });

  test('of another Samsung needs no update', () => {
    expect(reasons({ model: { code: 'SC-01K' }, handset: { update: 'not_applied' } })).toBe('');
  });

  test.each([
    [undefined, '2013-12', 'W_SHA2_LEGACY'],
    [undefined, '2014-01', ''],
    [[4, 2], '2014-01', 'W_SHA2_LEGACY'],
    [[4, 3], '2014-01', 'W_SHA2_LEGACY'],
    [[2, 3], '2013-12', 'W_SHA2_LEGACY'],
    [[4, 4], '2013-12', ''],
    [[14, 0], '2013-12', ''],
  ] as const)('Android %s on a model of %s', (android, released, expected) => {
    expect(reasons({ model: { released }, handset: { android, preset: 'done' } })).toBe(expected);
  });
});
