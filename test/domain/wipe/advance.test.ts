import { describe, expect, test } from '@jest/globals';
import { verifyChain } from '#domain/audit/chain.ts';
import { advance, annotate, note } from '#domain/wipe/advance.ts';
import { DAY, MINUTE } from '#domain/wipe/settings.ts';
import { allTold, aWipe, hashOf, NOW, SERVICE, withoutRoomFor } from '../builders.ts';

const LATER = NOW + MINUTE;
const step = { by: SERVICE, at: LATER } as const;
const cancelled = { ...step, to: 'cancelled', type: 'cancelled' } as const;
const held = { ...step, to: 'held', type: 'held', set: { heldFor: 'pause' } } as const;
const auditFull = expect.objectContaining({ code: 'audit-full' });

describe('a step', () => {
  test('moves state, version and audit together, and leaves the old wipe alone', () => {
    const before = aWipe({ state: 'waiting-for-handset' });
    const copy = structuredClone(before);

    const after = advance(before, { ...cancelled, detail: { reason: 'found' }, evidence: 'a.b.c' });

    expect(after).toMatchObject({
      state: 'cancelled',
      version: before.version + 1,
      endedAt: LATER,
    });
    expect(after.events.slice(0, -1)).toEqual(before.events);
    expect(after.events.at(-1)).toMatchObject({
      at: LATER,
      type: 'cancelled',
      by: SERVICE,
      from: 'waiting-for-handset',
      to: 'cancelled',
      detail: { reason: 'found' },
      evidence: 'a.b.c',
    });
    expect(verifyChain(after.wipeId, after.events)).toMatchObject({ intact: true });
    expect(before).toEqual(copy);
  });

  test('leaves behind what belongs to one state', () => {
    const after = advance(aWipe({ state: 'held' }), cancelled);

    expect(after).not.toHaveProperty('heldFor');
  });

  test('lacks nothing that its state needs', () => {
    expect(() =>
      advance(aWipe({ state: 'accepted' }), { ...step, to: 'failed', type: 'failed' }),
    ).toThrow();
  });
});

describe('an event without a move', () => {
  test('is in the audit, in the state that there is', () => {
    const before = aWipe({ state: 'waiting-for-handset' });

    const after = note(before, { ...step, type: 'notified', set: { notices: 1 } });

    expect(after).toMatchObject({ state: 'waiting-for-handset', notices: 1, version: 3 });
    expect(after.events.at(-1)).toMatchObject({
      type: 'notified',
      from: 'waiting-for-handset',
      to: 'waiting-for-handset',
    });
  });
});

describe('bookkeeping', () => {
  test('raises the version and leaves the audit', () => {
    const before = aWipe({ state: 'issued' });
    const callback = { task: 'dispatch', token: 'token' } as const;

    const after = annotate(before, LATER, { callback });

    expect(after).toMatchObject({ callback, version: before.version + 1 });
    expect(after.events).toEqual(before.events);
    expect(annotate(after, LATER, { callback: undefined })).not.toHaveProperty('callback');
  });
});

describe('room in the audit', () => {
  const waiting = aWipe({ state: 'waiting-for-handset' });
  const full = withoutRoomFor(waiting, 'held');

  test('is refused to a kind of event that came too often', () => {
    expect(() => advance(full, held)).toThrow(auditFull);
  });

  test('is taken by one kind from no other', () => {
    expect(advance(full, cancelled).state).toBe('cancelled');
  });

  test('where there is none for a note, what it sets is kept all the same', () => {
    const noted = note(full, { ...step, type: 'held', set: { notices: 3 } });

    expect(noted).toMatchObject({ notices: 3, version: full.version + 1 });
    expect(noted.events).toEqual(full.events);
  });
});

describe('an open wipe', () => {
  test('is in the index of open wipes until it is ended, sealed and told', () => {
    const ended = advance(aWipe({ state: 'waiting-for-handset' }), cancelled);
    const events = ended.events.length;
    const record = { revision: 1, hash: hashOf('record'), sealedAt: LATER, events };
    const sealed = annotate(ended, LATER, { record });
    const told = annotate(sealed, LATER, { messages: allTold(sealed) });

    for (const wipe of [ended, sealed])
      expect(wipe).toMatchObject({
        openShard: expect.any(String),
        nextActionAt: expect.any(Number),
      });
    expect(told).not.toHaveProperty('openShard');
    expect(told).not.toHaveProperty('nextActionAt');
  });

  test('is back in the index when late proof comes', () => {
    const unconfirmed = aWipe({ state: 'unconfirmed' });
    const events = unconfirmed.events.length;
    const record = { revision: 1, hash: hashOf('record'), sealedAt: LATER, events };
    const settled = annotate(unconfirmed, LATER, { record, messages: allTold(unconfirmed) });

    const proven = advance(settled, {
      ...step,
      at: LATER + DAY,
      to: 'erased',
      type: 'erased',
      set: { proof: 'receipt' },
    });

    expect(settled).not.toHaveProperty('openShard');
    expect(proven).toMatchObject({ openShard: expect.any(String), endedAt: LATER + DAY });
  });
});
