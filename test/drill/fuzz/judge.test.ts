import { describe, expect, test } from '@jest/globals';
import { judge, judgeFirst } from '#drill/fuzz/judge.ts';
import { apiOperations } from '#drill/fuzz/operations.ts';
import type { Answer } from '#drill/fuzz/request.ts';

const [operation] = apiOperations().filter(({ id }) => id === 'request-wipe');

const TYPE = 'application/problem+json; charset=utf-8';
const PROBLEM = {
  type: 'urn:problem:remote-wipe:line-not-found',
  title: 'There is no such line',
  status: 404,
  code: 'line-not-found',
};
const HEADERS = { 'content-type': TYPE, 'cache-control': 'no-store' };
const refusal = (problem: object = {}, headers: Answer['headers'] = {}): Answer => ({
  status: 404,
  headers: { ...HEADERS, ...headers },
  text: JSON.stringify({ ...PROBLEM, ...problem }),
});
const SOUND = { isSound: true, isThere: true, hasToken: true };
const BROKEN = { ...SOUND, isSound: false };

function codes(
  answer: Answer | undefined,
  meaning = BROKEN,
  method = 'POST',
  path = '/v1/lines/x/wipes',
): string[] {
  const draft = { method, path, headers: {}, mutations: [] };
  if (operation === undefined) throw new Error('no such operation');
  const seen = { operation, draft, meaning, answer, secrets: ['secret-code'] };
  return judge(seen).map(({ code }) => code);
}

describe('an answer that keeps every promise', () => {
  test.each([
    ['a problem that the document names', refusal(), BROKEN],
    ['a success of a sound request', { status: 202, headers: {}, text: '{}' }, SOUND],
    [
      'the gateway’s own',
      {
        status: 401,
        headers: { 'content-type': 'application/json' },
        text: '{"message":"Unauthorized"}',
      },
      BROKEN,
    ],
  ])('%s', (_, answer, meaning) => {
    expect(codes(answer, meaning)).toEqual([]);
  });
});

describe('a path that leads out of the API', () => {
  const nothing: Answer = {
    status: 403,
    headers: {},
    text: '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
  };

  test.each(['/v1/../models?kind=tablet', '/v1/%2e%2e', '/./lines', '/x'])(
    '%s, finds no page',
    (path) => {
      expect(codes(nothing, BROKEN, 'GET', path)).toEqual([]);
    },
  );

  test('is no excuse for any other answer, and inside the API there is none', () => {
    expect(codes(nothing, BROKEN, 'GET', '/v1/x/../models')).toEqual(['problem-malformed']);
    expect(codes({ ...nothing, text: 'what?' }, BROKEN, 'GET', '/x')).toEqual([
      'problem-malformed',
    ]);
  });
});

describe('each broken promise has its code', () => {
  test.each([
    ['no-answer', undefined],
    ['broken-request-taken', { status: 202, headers: {}, text: '{}' }],
    ['problem-malformed', refusal({ code: 'Line Not Found' })],
    ['problem-malformed', refusal({ status: 400 })],
    ['problem-malformed', refusal({ title: 'Something else' })],
    ['problem-malformed', refusal({ type: 'about:blank' })],
    ['problem-malformed', refusal({}, { 'content-type': 'application/json' })],
    ['problem-malformed', { status: 404, headers: HEADERS, text: 'not found' }],
    ['problem-kept', refusal({}, { 'cache-control': 'max-age=60' })],
    [
      'problem-not-documented',
      {
        ...refusal({
          type: 'urn:problem:remote-wipe:wipe-not-found',
          title: 'There is no such wipe',
          code: 'wipe-not-found',
        }),
      },
    ],
    ['secret-echoed', refusal({ detail: 'it was secret-code' })],
    ['inside-told', refusal({ detail: 'at handler (/var/task/index.mjs:1:2)' })],
    ['inside-told', refusal({ detail: 'ConditionalCheckFailedException' })],
  ] as const)('%s', (code, answer) => {
    expect(codes(answer)).toEqual([code]);
  });

  test('an error of the server, also one that is a problem', () => {
    const internal = {
      type: 'urn:problem:remote-wipe:internal',
      title: 'Something went wrong on our side',
      status: 500,
      code: 'internal',
    };

    expect(codes({ ...refusal(internal), status: 500 })).toEqual(['server-error-answered']);
  });

  test('a success without the token that the route asks for, whatever the method', () => {
    const answer = { status: 200, headers: {}, text: '{}' };

    expect(codes(answer, { ...BROKEN, hasToken: false }, 'GET')).toEqual(['token-not-needed']);
  });
});

test('a sound request that is sent by itself has one of the answers that it has to have', () => {
  if (operation === undefined) throw new Error('no such operation');
  const draft = { method: 'POST', path: '/v1/lines/x/wipes', headers: {}, mutations: [] };
  const first = (answer: Answer | undefined) =>
    judgeFirst({ operation, draft, answer, answers: [202] }).map(({ code }) => code);

  expect(first({ status: 202, headers: {}, text: '{}' })).toEqual([]);
  expect(first(refusal())).toEqual(['sound-request-refused']);
  expect(first(undefined)).toEqual(['sound-request-refused']);
});
