import { describe, expect, test } from '@jest/globals';
import { LINE_ID } from '../../../domain/builders.ts';
import { CANCELLED, codesWith, ERASED, FIRST, sound, wipesWith } from '../sound-evidence.ts';

describe('of requests, the checker finds', () => {
  const request = { key: 'key 1', lineId: LINE_ID, enrolmentId: FIRST };

  test('one that was accepted and is not there', async () => {
    const { wipes } = sound;

    const codes = await codesWith({ wipes: wipes.filter(({ wipeId }) => wipeId !== ERASED) });

    expect(codes).toContain('accepted-and-lost');
  });

  test('a key that was answered with two wipes', async () => {
    const answers = [ERASED, CANCELLED].map((wipeId) => ({ status: 202, wipeId }) as const);

    const codes = await codesWith({ requests: [{ ...request, answers }, ...sound.requests] });

    expect(codes).toContain('key-answered-twice');
    expect(codes).toContain('wrong-wipe-answered');
  });

  test('a key that made two wipes', async () => {
    const { requestKeyHash } = sound.wipes[0] ?? { requestKeyHash: '' };

    const codes = await codesWith(wipesWith(CANCELLED, (wipe) => ({ ...wipe, requestKeyHash })));

    expect(codes).toContain('key-made-two-wipes');
  });

  test('a wipe that nobody asked for', async () => {
    const requests = sound.requests.slice(1);

    expect(await codesWith({ requests })).toEqual(['wipe-without-request']);
  });

  test('a mistake of the server, but not that it was busy', async () => {
    const answers = [{ status: 500, code: 'internal' }];

    const codes = await codesWith({ requests: [...sound.requests, { ...request, answers }] });

    expect(codes).toEqual(['server-error-answered']);
  });

  test('a cancellation that was certain and did not hold', async () => {
    const cancellations = [{ wipeId: ERASED, answers: ['not-known-yet', 'cancelled'] }];

    expect(await codesWith({ cancellations })).toEqual(['cancelled-and-yet-not']);
  });
});
