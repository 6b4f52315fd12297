import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chain, verifyChain } from '#domain/audit/chain.ts';
import { digestOf } from '#domain/audit/digest.ts';
import type { AuditEvent } from '#domain/audit/event.ts';
import { aWipe } from '../builders.ts';

const { wipeId, events } = aWipe({ state: 'erased' });
const head = events.at(-1)?.hash;

/** The chain with one event changed in place. */
const edited = (n: number, change: Partial<AuditEvent>) =>
  events.map((event) => (event.n === n ? { ...event, ...change } : event));
/** The chain with a hash made anew over the changed event, as an insider would. */
const rehashed = (n: number, change: Partial<AuditEvent>) =>
  edited(n, change).map((event) => {
    const { hash, ...content } = event;
    return event.n === n ? { ...event, hash: digestOf(content) } : { ...event, hash };
  });
const inserted = events.flatMap((event) => (event.n === 2 ? [event, event] : [event]));
const stranger = chain(wipeId, events.slice(0, 2), {
  at: 1,
  type: 'held',
  by: { kind: 'service', id: 'intruder' },
  to: 'held',
});
const slippedIn = [...events.slice(0, 2), stranger, ...events.slice(2)].map((event, index) => ({
  ...event,
  n: index + 1,
}));

describe('the audit chain', () => {
  test('verifies as it was written, and names its head', () => {
    expect(verifyChain(wipeId, events)).toEqual({ intact: true, head });
  });

  test('verifies after a way through JSON, whatever became of the order of members', () => {
    const stored: AuditEvent[] = JSON.parse(JSON.stringify(events)).map((event: object) =>
      Object.fromEntries(Object.entries(event).toReversed()),
    );

    expect(verifyChain(wipeId, stored)).toEqual({ intact: true, head });
  });

  test.each<[string, readonly AuditEvent[], number, 'number' | 'link' | 'content']>([
    ['an edited time', edited(3, { at: 5 }), 3, 'content'],
    ['an edited person', edited(1, { by: { kind: 'person', id: 'other' } }), 1, 'content'],
    ['an added detail', edited(2, { detail: { more: true } }), 2, 'content'],
    ['evidence put in', edited(1, { evidence: 'a.b.c' }), 1, 'content'],
    ['an edit with a new hash', rehashed(2, { at: 5 }), 3, 'link'],
    ['a deleted first event', events.slice(1), 1, 'number'],
    ['a deleted event', events.toSpliced(2, 1), 3, 'number'],
    ['swapped events', events.with(1, pick(2)).with(2, pick(1)), 2, 'number'],
    ['a doubled event', inserted, 3, 'number'],
    ['an event slipped in', slippedIn, 4, 'link'],
  ])('shows %s and where', (_, tampered, at, why) => {
    expect(verifyChain(wipeId, tampered)).toEqual({ intact: false, at, why });
  });

  test('shows by its head that the end was cut off', () => {
    const verdict = verifyChain(wipeId, events.slice(0, -1));

    expect(verdict).toMatchObject({ intact: true });
    expect(verdict).not.toEqual({ intact: true, head });
  });

  test('shows by its head that the last event was forged, even with a new hash', () => {
    const verdict = verifyChain(wipeId, rehashed(events.length, { at: 5 }));

    expect(verdict).toMatchObject({ intact: true });
    expect(verdict).not.toEqual({ intact: true, head });
  });

  test('fits no other wipe', () => {
    expect(verifyChain(aWipe({ attempt: 2 }).wipeId, events)).toEqual({
      intact: false,
      at: 1,
      why: 'link',
    });
  });

  test('shows every change of one member of one event', () => {
    const names = ['at', 'type', 'by', 'from', 'to', 'detail', 'evidence', 'previous', 'hash'];
    fc.assert(
      fc.property(
        fc.nat({ max: events.length - 1 }),
        fc.constantFrom(...names),
        fc.jsonValue(),
        (index, name, value) => {
          const event = pick(index);
          const before = new Map<string, unknown>(Object.entries(event)).get(name);
          fc.pre(value !== undefined && JSON.stringify(value) !== JSON.stringify(before));
          const tampered = events.with(index, { ...event, [name]: value });

          expect(verifyChain(wipeId, tampered)).toMatchObject({ intact: false, at: index + 1 });
        },
      ),
    );
  });
});

function pick(index: number): AuditEvent {
  const event = events[index];
  if (event === undefined) throw new RangeError(`no event ${index}`);
  return event;
}
