import { describe, expect, test } from '@jest/globals';
import { Chance } from '#drill/chance.ts';
import { mutated } from '#drill/fuzz/mutations.ts';
import { apiOperations } from '#drill/fuzz/operations.ts';
import type { FuzzRequest } from '#drill/fuzz/request.ts';
import { meaningOf } from '#drill/fuzz/sound.ts';

const operationOf = (wanted: string) => {
  const found = apiOperations().find(({ id }) => id === wanted);
  if (found === undefined) throw new Error('no such operation');
  return found;
};
const operation = operationOf('request-wipe');
const sound: FuzzRequest = {
  method: 'POST',
  path: '/v1/lines/line-1/wipes',
  headers: {
    authorization: 'Bearer a.b.c',
    'content-type': 'application/json',
    'idempotency-key': 'a-key-of-mine',
  },
  body: '{"enrolmentId":"e","lastFour":"1234","consents":[]}',
};
const REASON = '{"reason":"words"}';
const soundFacts = () =>
  JSON.stringify({
    date: '2026-04-01',
    line: { plan: 'docomo', isSuspended: false, walletLock: 'none' },
    applicant: { channel: 'web', secondFactor: 'usable' },
    model: { code: 'SO-01M', kind: 'smartphone', mark: 'none', supported: 'yes' },
  });
const isSound = (change: Partial<FuzzRequest>) =>
  meaningOf({ ...sound, ...change }, { sound, operation }).isSound;
const withHeader = (name: string, value: string) => ({
  headers: { ...sound.headers, [name]: value },
});

describe('a request still means what it meant', () => {
  test.each([
    ['as it was', {}],
    [
      'with members in another order',
      { body: '{"consents":[],"lastFour":"1234","enrolmentId":"e"}' },
    ],
    ['with a query that nobody asked for', { path: '/v1/lines/line-1/wipes?a=b' }],
    ['with another key', withHeader('idempotency-key', 'another-key')],
    ['with a character set named', withHeader('content-type', 'application/json; charset=utf-8')],
  ])('%s', (_, change) => {
    expect(isSound(change)).toBe(true);
  });
});

describe('a request means it no more', () => {
  test.each([
    ['by another method', { method: 'PUT' }],
    ['at another place', { path: '/v1/lines/line-2/wipes' }],
    ['with another token', withHeader('authorization', 'Bearer a.b.d')],
    ['with another type', withHeader('content-type', 'text/plain')],
    ['with a key that is none', withHeader('idempotency-key', 'short')],
    ['without a body', { body: '' }],
    [
      'with digits that are a number',
      { body: '{"enrolmentId":"e","lastFour":1234,"consents":[]}' },
    ],
    ['with a prototype', { body: `${sound.body?.slice(0, -1)},"__proto__":{}}` }],
    [
      'with a member twice, the last one wrong',
      { body: `${sound.body?.slice(0, -1)},"lastFour":"0"}` },
    ],
  ])('%s', (_, change) => {
    expect(isSound(change)).toBe(false);
  });
});

describe('a reason is in words of one’s own', () => {
  const hold = { operation: operationOf('hold-wipe'), sound: { ...sound, body: REASON } };
  const holds = (body: string) => meaningOf({ ...hold.sound, body }, hold).isSound;

  test.each([
    '{"reason":"other words"}',
    '{"reason":" \\u0000"}',
    `{"reason":"${'x'.repeat(500)}"}`,
  ])('such as %s', (body) => {
    expect(holds(body)).toBe(true);
  });

  test.each([
    '{"reason":" "}',
    '{"reason":7}',
    '{"reason":"\\ud800"}',
    `{"reason":"${'x'.repeat(501)}"}`,
    '{"reason":"x","__proto__":{}}',
    '{}',
    '["x"]',
    '',
  ])('and not %s', (body) => {
    expect(holds(body)).toBe(false);
  });
});

test('facts that are well formed are judged, whatever they say; others are not', () => {
  const facts = soundFacts();
  const explain = {
    operation: operationOf('explain-eligibility'),
    sound: { ...sound, body: facts },
  };
  const asks = (body: string) => meaningOf({ ...explain.sound, body }, explain).isSound;

  expect(asks(facts.replace('docomo', 'ahamo'))).toBe(true);
  expect(asks(facts.replace('docomo', 'another'))).toBe(false);
});

describe('a request with a code', () => {
  const bodyWith = (code: unknown) =>
    JSON.stringify({ enrolmentId: 'e', lastFour: '1234', consents: [], stepUpCode: code });
  const coded = { operation, sound: { ...sound, body: bodyWith('12345678') } };
  const asks = (change: Partial<FuzzRequest>) =>
    meaningOf({ ...coded.sound, ...change }, coded).isSound;
  const otherKey = withHeader('idempotency-key', 'another-key');

  test.each([
    ['without it', bodyWith(undefined)],
    ['with another', bodyWith('00000000')],
  ])('is answered again under its key %s, and under no other', (_, body) => {
    expect(asks({ body })).toBe(true);
    expect(asks({ body, ...otherKey })).toBe(false);
  });

  test.each([['1234567'], [12345678], [null]])('is none with %p for a code', (code) => {
    expect(asks({ body: bodyWith(code) })).toBe(false);
  });
});

test('what may be left out is sound without only where it was to say nothing', () => {
  const operation = operationOf('cancel-wipe');
  const isSoundWithout = (body: string) =>
    meaningOf({ ...sound, body: '' }, { sound: { ...sound, body }, operation }).isSound;

  expect(isSoundWithout('{}')).toBe(true);
  expect(isSoundWithout(REASON)).toBe(false);
});

test('a token that the issuer made for somebody else comes in the place of the right one', () => {
  const drafts = Array.from({ length: 500 }, (_, n) =>
    mutated(sound, {
      ...{ operation, chance: new Chance(7).fork(String(n)), foreignIds: ['x'] },
      otherTokens: ['of-a-clerk'],
    }),
  );
  const wrong = drafts.filter(({ headers }) => headers['authorization'] === 'Bearer of-a-clerk');

  expect(wrong.length).toBeGreaterThan(0);
  expect(wrong.map((draft) => meaningOf(draft, { sound, operation }).hasToken)).not.toContain(true);
});

test('the same seed makes the same requests', () => {
  const all = (seed: number) =>
    Array.from({ length: 50 }, (_, n) =>
      mutated(sound, {
        operation,
        chance: new Chance(seed).fork(String(n)),
        foreignIds: ['x'],
        otherTokens: [],
      }),
    );

  expect(all(7)).toEqual(all(7));
  expect(all(7)).not.toEqual(all(8));
});
