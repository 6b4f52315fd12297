/** Which failures leave open whether something was done. */
import { expect, test } from '@jest/globals';
import type { Failure } from '#browser/api/failure.ts';
import { mayBeDone } from '#console/act/may-be-done.ts';

const problem = (status: number, code: string): Failure => ({
  kind: 'problem',
  problem: { type: 'urn:x', title: code, status, code },
  retryAfter: undefined,
});

test.each<[string, Failure, boolean]>([
  ['no answer', { kind: 'unreachable' }, true],
  ["the gateway's own 502", { kind: 'unreadable', status: 502 }, true],
  ['a success that cannot be read', { kind: 'unreadable', status: 200 }, true],
  ["the gateway's own 403", { kind: 'unreadable', status: 403 }, false],
  ['500', problem(500, 'internal'), true],
  ['too many writers', problem(503, 'busy'), false],
  ['a run that was not started', problem(503, 'run-not-started'), false],
  ['a refusal', problem(409, 'wipe-ended'), false],
  ['a fresh sign-in', { kind: 'step-up' }, false],
  ['nobody signed in', { kind: 'signed-out' }, false],
])('%s', (_what, failure, expected) => {
  expect(mayBeDone(failure)).toBe(expected);
});
