import { describe, expect, test } from '@jest/globals';
import { progressOf, type ShownWipe } from '#portal/wipe/steps.ts';
import { minute, shownWipe, timeline } from './shown-wipe.ts';

/** `name:status` of every step. */
const steps = (wipe: ShownWipe) =>
  progressOf(wipe)
    .map(({ name, status }) => `${name}:${status}`)
    .join(' ');

const RELEASED = [
  ['requested', 'requested'],
  ['released', 'waiting-for-handset'],
] as const;
const ISSUED = [...RELEASED, ['command-issued', 'issued']] as const;
const ACCEPTED = [...ISSUED, ['accepted', 'accepted']] as const;
const SD_DONE = [...ACCEPTED, ['sd-done', 'accepted']] as const;

const AHEAD = 'answered:to-come begun:to-come sd:to-come internal:to-come sealed:to-come';

describe('the steps of an open wipe', () => {
  test.each([
    [
      'a request that nobody has looked at',
      shownWipe(),
      `requested:done checked:present contacted:to-come ${AHEAD}`,
    ],
    [
      'one that waits for a second person',
      shownWipe({
        state: 'awaiting-approval',
        approval: { reasons: ['line-limit'], approved: false },
        timeline: timeline(['requested', 'requested'], ['approval-asked', 'awaiting-approval']),
      }),
      `requested:done checked:done approved:present contacted:to-come ${AHEAD}`,
    ],
    [
      'one that is held back',
      shownWipe({
        state: 'held',
        heldFor: 'pause',
        timeline: timeline(['requested', 'requested'], ['held', 'held']),
      }),
      `requested:done checked:done contacted:present ${AHEAD}`,
    ],
    [
      'one that waits for its handset',
      shownWipe({ state: 'waiting-for-handset', timeline: timeline(...RELEASED) }),
      'requested:done checked:done contacted:done answered:present begun:to-come sd:to-come internal:to-come sealed:to-come',
    ],
    [
      'one with a command out',
      shownWipe({ state: 'issued', timeline: timeline(...ISSUED) }),
      'requested:done checked:done contacted:done answered:done begun:present sd:to-come internal:to-come sealed:to-come',
    ],
    [
      'one whose handset has begun',
      shownWipe({ state: 'accepted', timeline: timeline(...ACCEPTED) }),
      'requested:done checked:done contacted:done answered:done begun:done sd:present internal:to-come sealed:to-come',
    ],
    [
      'one whose card is erased',
      shownWipe({
        state: 'accepted',
        storages: [{ kind: 'sd', result: 'erased' }],
        timeline: timeline(...SD_DONE),
      }),
      'requested:done checked:done contacted:done answered:done begun:done sd:done internal:present sealed:to-come',
    ],
    [
      'one that went back to being held after a command',
      shownWipe({
        state: 'held',
        heldFor: 'operator',
        timeline: timeline(...ISSUED, ['held', 'held']),
      }),
      `requested:done checked:done contacted:present ${AHEAD}`,
    ],
  ])('of %s', (_what, wipe, expected) => {
    expect(steps(wipe)).toBe(expected);
  });

  test('have exactly one that is present', () => {
    const wipe = shownWipe({ state: 'issued', timeline: timeline(...ISSUED) });

    expect(progressOf(wipe).filter(({ status }) => status === 'present')).toHaveLength(1);
  });

  test('say nothing of times that are ahead, whatever happened before', () => {
    const wipe = shownWipe({
      state: 'held',
      heldFor: 'operator',
      timeline: timeline(...ISSUED, ['held', 'held']),
    });

    const answered = progressOf(wipe).find(({ name }) => name === 'answered');

    expect(answered).toEqual({ name: 'answered', status: 'to-come' });
  });
});

describe('the steps of a wipe that has ended', () => {
  const erased = shownWipe({
    state: 'erased',
    proof: 'report',
    endedAt: minute(5),
    storages: [
      { kind: 'internal', result: 'erased' },
      { kind: 'sd', result: 'erased' },
    ],
    timeline: timeline(...SD_DONE, ['erased', 'erased']),
  });

  test('are all done once it is erased and sealed', () => {
    const wipe = { ...erased, record: '/v1/wipes/x/record' };

    expect(new Set(progressOf(wipe).map(({ status }) => status))).toEqual(new Set(['done']));
  });

  test('leave the record to come while it is not sealed', () => {
    expect(progressOf(erased).at(-1)).toEqual({ name: 'sealed', status: 'present' });
  });

  test('tell when each was done', () => {
    const times = progressOf(erased).map(({ name, at }) => [name, at]);

    expect(times).toEqual([
      ['requested', minute(0)],
      ['checked', minute(1)],
      ['contacted', minute(1)],
      ['answered', minute(2)],
      ['begun', minute(3)],
      ['sd', minute(4)],
      ['internal', minute(5)],
      ['sealed', undefined],
    ]);
  });

  test.each([
    ['failed', 'failed'],
    ['unknown', 'unclear'],
    ['no-card', 'done'],
  ] as const)('say of a card with the result %s that it is %s', (result, status) => {
    const wipe = { ...erased, storages: [{ kind: 'sd', result } as const] };

    const sd = progressOf(wipe).find(({ name }) => name === 'sd');

    expect(sd).toMatchObject({ status, result });
  });

  test('do not claim a card that nobody spoke of, where a later enrolment proved the reset', () => {
    const wipe = shownWipe({
      state: 'erased',
      proof: 'receipt',
      storages: [{ kind: 'internal', result: 'erased' }],
      timeline: timeline(...ISSUED, ['unconfirmed', 'unconfirmed'], ['erased', 'erased']),
    });

    const sd = progressOf(wipe).find(({ name }) => name === 'sd');

    expect(sd).toMatchObject({ status: 'unclear', result: 'unknown' });
  });

  test.each([
    ['cancelled', RELEASED, 'contacted:done answered:stopped ended:stopped sealed:present'],
    ['expired', RELEASED, 'contacted:done answered:stopped ended:stopped sealed:present'],
    ['failed', ISSUED, 'answered:done begun:failed ended:failed sealed:present'],
    ['unconfirmed', ISSUED, 'answered:done begun:unclear ended:unclear sealed:present'],
    ['unconfirmed', ACCEPTED, 'begun:done sd:unclear ended:unclear sealed:present'],
    ['refused', [['requested', 'requested']], 'checked:stopped ended:stopped sealed:present'],
  ] as const)('of %s show how far it came, and no more', (state, before, ending) => {
    const wipe = shownWipe({
      state,
      endedAt: minute(9),
      timeline: timeline(...before, [state, state]),
    });

    expect(steps(wipe).endsWith(ending)).toBe(true);
    expect(steps(wipe)).not.toContain('to-come');
  });

  test('tell what came of the card where the handset failed afterwards', () => {
    const wipe = shownWipe({
      state: 'failed',
      reason: 'internal-not-erased',
      storages: [{ kind: 'sd', result: 'erased' }],
      timeline: timeline(...SD_DONE, ['failed', 'failed']),
    });

    expect(steps(wipe)).toContain('sd:done internal:failed');
  });
});
