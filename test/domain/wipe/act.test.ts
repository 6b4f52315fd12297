/** What a person does to a wipe: an event with the hash of the reason, the text beside it, or nothing at all. */
import { describe, expect, test } from '@jest/globals';
import { act, reasonHash } from '#domain/wipe/act.ts';
import { aWipe, NOW, PERSON, withoutRoomFor } from '../builders.ts';

const hold = { type: 'hold-set', by: PERSON, at: NOW, set: { hold: true } } as const;

describe('an act of a person', () => {
  test('keeps the reason beside the audit, and its hash in it', () => {
    const wipe = aWipe({ state: 'waiting-for-handset' });

    const held = act(wipe, hold, 'the owner called');

    const n = wipe.events.length + 1;
    expect(held).toMatchObject({ state: 'waiting-for-handset', hold: true });
    expect(held.reasons).toEqual([{ n, text: 'the owner called' }]);
    expect(held.events.at(-1)).toMatchObject({
      n,
      type: 'hold-set',
      by: PERSON,
      detail: { reasonHash: reasonHash(wipe, n, 'the owner called') },
    });
    expect(JSON.stringify(held.events)).not.toContain('the owner called');
  });

  test('may move the wipe, and adds to earlier reasons', () => {
    const held = act(aWipe({ state: 'waiting-for-handset' }), hold, 'first');

    const cancelled = act(
      held,
      { to: 'cancelled', type: 'cancelled', by: PERSON, at: NOW },
      'second',
    );

    expect(cancelled.state).toBe('cancelled');
    expect(cancelled.reasons?.map(({ text }) => text)).toEqual(['first', 'second']);
  });

  test('is refused where the audit has no room for it', () => {
    const full = withoutRoomFor(aWipe({ state: 'waiting-for-handset' }), hold.type, hold.by);

    expect(() => act(full, hold, 'any')).toThrow(expect.objectContaining({ code: 'audit-full' }));
  });

  test('a reason is bound to its wipe and its event', () => {
    const wipe = aWipe();

    const hashes = [
      reasonHash(wipe, 2, 'same'),
      reasonHash(wipe, 3, 'same'),
      reasonHash({ wipeId: 'another' }, 2, 'same'),
    ];

    expect(new Set(hashes).size).toBe(3);
  });
});
