import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SECOND } from '#domain/wipe/settings.ts';
import { aLine, NOW } from '#test/domain/builders.ts';
import { type RequestWorld, requestWorld } from './world.ts';

let world: RequestWorld;
beforeEach(async () => {
  world = await requestWorld();
});
afterEach(() => world.tables.stop());

describe('the Idempotency-Key', () => {
  test.each([
    ['is missing', ''],
    ['is short', 'seven77'],
    ['is long', 'k'.repeat(129)],
    ['has spaces', 'a key with spaces'],
    ['has letters beyond ASCII', 'schlüssel-鍵-鍵'],
    ['has control characters', 'key\u0000key\u0000'],
  ])('%s: the request is malformed', async (_, key) => {
    expect(await world.request({ key })).toMatchObject({
      status: 400,
      problem: 'idempotency-key-missing',
    });
    expect(await world.attempts()).toEqual([]);
  });

  test.each(['k'.repeat(8), 'k'.repeat(128), '"2f8b…'.replace('…', '-7c2e"')])(
    'may be %j',
    async (key) => {
      expect(await world.request({ key })).toMatchObject({ status: 202 });
    },
  );
});

describe('the body', () => {
  test.each<[string, unknown, string[]]>([
    ['no body', '', ['body']],
    ['no JSON', '{', ['body']],
    ['no object', '[]', ['body']],
    ['null', 'null', ['body']],
    ['more members', { more: 1 }, ['body']],
    ['an enrolment of another shape', { enrolmentId: 'x' }, ['enrolmentId']],
    ['three digits', { lastFour: '567' }, ['lastFour']],
    ['digits as a number', { lastFour: 5678 }, ['lastFour']],
    ['consents in small letters', { consents: ['w'] }, ['consents.0']],
    ['too many consents', { consents: new Array(21).fill('W') }, ['consents']],
    ['no day', { deadlineDays: 0 }, ['deadlineDays']],
    ['331 days', { deadlineDays: 331 }, ['deadlineDays']],
    ['half a day', { deadlineDays: 0.5 }, ['deadlineDays']],
  ])('with %s is malformed', async (_, body, members) => {
    expect(await world.request({ body })).toMatchObject({
      status: 400,
      problem: 'body-malformed',
      body: { members },
    });
  });

  test('must be sent as JSON', async () => {
    expect(await world.request({ headers: { 'content-type': 'text/plain' } })).toMatchObject({
      problem: 'body-malformed',
    });
  });

  test('may come in base64', async () => {
    expect(await world.request({ base64: true })).toMatchObject({ status: 202 });
  });

  test('of more than 32 KB is too large', async () => {
    expect(await world.request({ body: `"${'x'.repeat(33_000)}"` })).toMatchObject({
      status: 413,
      problem: 'body-too-large',
    });
  });
});

describe('a line', () => {
  test.each([
    ['of somebody else', { account: 'account-2' }],
    ['whose contract has ended', { status: 'ended' } as const],
  ])('%s looks like a missing one', async (_, overrides) => {
    await world.tables.given({ lines: [aLine(overrides)] });
    const missing = await world.request({ path: { lineId: 'missing' } });

    expect(missing).toMatchObject({ status: 404, problem: 'line-not-found' });
    expect(await world.request()).toEqual(missing);
  });

  test.each(['', '../wipes', 'x'.repeat(65), 'ライン'])('has no id like %j', async (lineId) => {
    expect(await world.request({ path: { lineId } })).toMatchObject({ problem: 'line-not-found' });
  });
});

describe('the sign-in', () => {
  const at = (seconds: number) => ({ auth_time: String(NOW / SECOND - seconds) });

  test.each([
    ['with one factor', { assurance: '1' }],
    ['301 seconds ago', at(301)],
    ['ahead of our clock', at(-31)],
  ])('%s is not enough, by the challenge of RFC 9470', async (_, claims) => {
    const answer = await world.request({ claims });

    expect(answer).toMatchObject({ status: 401, problem: 'step-up-required' });
    const challenge = answer.headers['www-authenticate'];
    expect(challenge).toMatch(/^Bearer /);
    expect(challenge).toContain('error="insufficient_user_authentication"');
    expect(challenge).toContain('acr_values="2"');
    expect(challenge).toContain('max_age="300"');
    expect(await world.attempts()).toEqual([]);
  });

  test.each([
    ['300 seconds ago', at(300)],
    ['a little ahead of our clock', at(-30)],
  ])('%s is enough', async (_, claims) => {
    expect(await world.request({ claims })).toMatchObject({ status: 202 });
  });
});
