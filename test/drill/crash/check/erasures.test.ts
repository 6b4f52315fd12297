import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { aWipe, settled } from '../../../domain/builders.ts';
import { aLife, CANCELLED, codesWith, FIRST, SECOND, sound, wipesWith } from '../sound-evidence.ts';

describe('of erasures, the checker finds', () => {
  const erasureBy = (wipeId: string) => ({
    ...{ at: '2026-03-11T00:00:00Z', handset: '0001', event: 'erased' },
    wipeId,
  });
  const gone = { left: [] };
  const otherThan = (enrolmentId: string) =>
    sound.lives.filter((life) => life.enrolmentId !== enrolmentId);

  test('a life that was erased twice', async () => {
    const events = [...sound.events, ...sound.events];

    expect(await codesWith({ events })).toEqual(['erased-twice']);
  });

  test('one erased twice by two wipes of it', async () => {
    const events = [...sound.events, erasureBy(`${FIRST}.2`)];

    expect(await codesWith({ events })).toContain('erased-twice');
  });

  test('a handset that says that it carried out what was cancelled', async () => {
    const events = [...sound.events, erasureBy(CANCELLED)];

    expect(await codesWith({ events })).toEqual(['erased-though-cancelled']);
  });

  test.each(['cancelled', 'refused', 'expired', 'failed'] as const)(
    'files gone of a life whose wipe is %s',
    async (state) => {
      const lives = [...otherThan(SECOND), aLife(SECOND, { nth: 2, ...gone })];
      const ended = (wipe: Wipe) =>
        settled(aWipe({ state, enrolmentId: SECOND, requestKeyHash: wipe.requestKeyHash }));

      const codes = await codesWith({ lives, ...wipesWith(CANCELLED, ended) });

      expect(codes).toContain(`erased-though-${state}`);
    },
  );

  test('files gone of a first life that nobody asked to wipe', async () => {
    const lives = [...sound.lives, aLife(digest('another'), { handset: 1, ...gone })];

    expect(await codesWith({ lives })).toEqual(['erased-without-wipe']);
  });

  test('files gone of a next life', async () => {
    const lives = [...sound.lives, aLife(digest('another'), { nth: 3, ...gone })];

    expect(await codesWith({ lives })).toEqual(['next-life-erased']);
  });

  test('nothing where somebody reset the handset by hand', async () => {
    const lives = [...sound.lives, aLife(digest('another'), { resetByHand: true, ...gone })];

    expect(await codesWith({ lives })).toEqual([]);
  });

  test('files that are there after a wipe that is shown as done', async () => {
    const lives = [...otherThan(FIRST), aLife(FIRST)];

    const codes = await codesWith({ lives });

    expect(codes).toEqual(['erased-and-yet-there', 'card-erased-and-yet-there']);
  });

  test('a card that is empty, and storage that is not, only where the storage could not be erased', async () => {
    const lives = [
      ...otherThan(SECOND),
      aLife(SECOND, { nth: 2, left: [join('internal', 'note.txt')] }),
    ];
    const failedFor = (reason: string) => (wipe: Wipe) =>
      settled(
        aWipe({
          state: 'failed',
          enrolmentId: SECOND,
          reason,
          requestKeyHash: wipe.requestKeyHash,
        }),
      );
    const codesOf = async (reason: string) =>
      (await codesWith({ lives, ...wipesWith(CANCELLED, failedFor(reason)) })).filter((code) =>
        code.startsWith('erased'),
      );

    expect(await codesOf('internal-not-erased')).toEqual([]);
    expect(await codesOf('not-received')).toEqual(['erased-though-failed']);
  });
});
