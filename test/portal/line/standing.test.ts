import { describe, expect, test } from '@jest/globals';
import { STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';
import { type ShownHandset, standingOf } from '#portal/line/standing.ts';

const ENROLMENT = 'e'.repeat(43);

/** How a handset stands after its latest wipe; under way where it is not named. */
const EXPECTED = new Map<WipeState, string>([
  ['erased', 'erased'],
  ['unconfirmed', 'unconfirmed'],
  ['failed', 'open'],
  ['refused', 'open'],
  ['rejected', 'open'],
  ['cancelled', 'open'],
  ['expired', 'open'],
]);

const handset = (overrides: Partial<ShownHandset> = {}): ShownHandset => ({
  enrolmentId: ENROLMENT,
  model: 'SO-01M',
  modelName: 'Sony Xperia 5',
  sim: 'nano',
  preset: 'done',
  since: '2026-04-01T00:00:00.000Z',
  lastSeenAt: '2026-04-01T00:00:00.000Z',
  eligibility: {
    outcome: 'ALLOW',
    primary: 'OK',
    refusals: [],
    warnings: [],
    referrals: [],
    notices: [],
  },
  ...overrides,
});

describe('a handset', () => {
  const refused = { ...handset().eligibility, outcome: 'REFUSE' } as const;

  test('can be wiped where nothing stands against it', () => {
    expect(standingOf(handset())).toEqual({ kind: 'open' });
  });

  test('cannot where it is refused', () => {
    expect(standingOf(handset({ eligibility: refused }))).toEqual({ kind: 'refused' });
  });

  test.each(STATE_NAMES)('with its latest wipe in the state %s stands as it should', (state) => {
    const wipeId = `${ENROLMENT}.1`;

    const { kind } = standingOf(handset({ latestWipe: { wipeId, state } }));

    expect(kind).toBe(EXPECTED.get(state) ?? 'under-way');
  });

  test('leads to the wipe under way even where it would be refused now', () => {
    const wipeId = `${ENROLMENT}.1`;
    const latestWipe = { wipeId, state: 'issued' } as const;

    expect(standingOf(handset({ eligibility: refused, latestWipe }))).toEqual({
      kind: 'under-way',
      wipeId,
    });
  });
});
