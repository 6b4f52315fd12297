import { describe, expect, test } from '@jest/globals';
import { Wipe } from '#domain/wipe/wipe.ts';
import { aWipe, NOW, settled } from '../../../domain/builders.ts';
import {
  CANCELLED,
  codesWith,
  ERASED,
  FIRST,
  SECOND,
  sound,
  wipesWith,
} from '../sound-evidence.ts';

describe('of the audit, the checker finds', () => {
  test('an item that is no wipe', async () => {
    expect(await codesWith({ malformedWipes: [{ state: 'lost' }] })).toEqual(['wipe-malformed']);
  });

  test('a chain that does not hold', async () => {
    const altered = (wipe: Wipe) =>
      Wipe.parse({
        ...wipe,
        events: wipe.events.map((event, index) => (index === 1 ? { ...event, at: 1 } : event)),
      });

    expect(await codesWith(wipesWith(ERASED, altered))).toContain('chain-broken');
  });

  test('a move that the table does not have', async () => {
    const cut = (wipe: Wipe) =>
      Wipe.parse({ ...wipe, events: wipe.events.filter((_, index) => index !== 1) });

    expect(await codesWith(wipesWith(ERASED, cut))).toContain('move-not-allowed');
  });

  test('a state that no event brought', async () => {
    const cut = (wipe: Wipe) => Wipe.parse({ ...wipe, events: wipe.events.slice(0, -1) });

    expect(await codesWith(wipesWith(ERASED, cut))).toContain('state-without-event');
  });

  test('an attempt that is missing', async () => {
    const second = (wipe: Wipe) =>
      settled(
        aWipe({
          state: 'cancelled',
          enrolmentId: SECOND,
          attempt: 2,
          requestKeyHash: wipe.requestKeyHash,
        }),
      );

    expect(await codesWith(wipesWith(CANCELLED, second))).toContain('attempt-missing');
  });

  test('an attempt after an erasure, and one before the last had ended', async () => {
    const another = (enrolmentId: string, requestedAt: number) =>
      settled(aWipe({ state: 'cancelled', enrolmentId, attempt: 2, requestedAt }));
    const codesOf = (wipe: Wipe) => codesWith({ wipes: [...sound.wipes, wipe] });

    expect(await codesOf(another(FIRST, NOW + 1))).toContain('attempts-overlap');
    expect(await codesOf(another(SECOND, NOW - 1))).toContain('attempts-overlap');
    expect(await codesOf(another(SECOND, NOW + 1))).not.toContain('attempts-overlap');
  });
});
