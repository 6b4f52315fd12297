import { describe, expect, test } from '@jest/globals';
import { LINE_ID } from '../../../domain/builders.ts';
import { codesWith, FIRST, sound } from '../sound-evidence.ts';

describe('of what was left behind, the checker finds', () => {
  test('dead letters', async () => {
    expect(await codesWith({ deadLetters: [{ queue: 'q', body: '{}' }] })).toEqual(['dead-letter']);
  });

  test.each(['internal-failure', 'thread-failed', 'event-stuck', 'indexes-repaired'])(
    '%s on the log',
    async (event) => {
      const log = [...sound.log, { part: 'any', event }];

      expect(await codesWith({ log })).toEqual([`${event}-logged`]);
    },
  );

  test('a call that failed, but not one that was throttled', async () => {
    const failed = (reason: string) => ({
      log: [{ part: 'http-api', event: 'integration-failed', reason }],
    });

    expect(await codesWith(failed('ServiceException'))).toEqual(['integration-failed-logged']);
    expect(await codesWith(failed('TooManyRequestsException'))).toEqual([]);
  });

  test('a call that failed, but not because its function ran out of time', async () => {
    const line = { part: 'http-api', event: 'integration-failed', reason: 'function-error' };
    const requests = [
      ...sound.requests,
      {
        key: 'key 4',
        lineId: LINE_ID,
        enrolmentId: FIRST,
        answers: [{ status: 500, code: 'gateway' }],
      },
    ];

    expect(await codesWith({ log: [line], requests, timeouts: 1 })).toEqual([]);
    expect(await codesWith({ log: [line, line], timeouts: 1 })).toEqual([
      'integration-failed-logged',
    ]);
    expect(await codesWith({ requests })).toEqual(['server-error-answered']);
  });

  test('a function that crashed', async () => {
    const functionLog = [{ code: 'request-crashed', line: '{}' }];

    expect(await codesWith({ functionLog })).toEqual(['request-crashed-logged']);
  });

  test('handsets that do not come to rest, are in trouble, or whose process crashed', async () => {
    const trouble = { at: '', handset: '0001', event: 'trouble', code: 'unexpected' };

    expect(await codesWith({ restless: [3] })).toEqual(['handset-not-at-rest']);
    expect(await codesWith({ crashes: 1 })).toEqual(['handset-process-crashed']);
    expect(await codesWith({ events: [...sound.events, trouble] })).toEqual(['handset-in-trouble']);
  });
});
