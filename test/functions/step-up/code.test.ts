import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Contact } from '#domain/line/line.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { StepUpCodeAnswer } from '#functions/contract/bodies.ts';
import { ACCOUNT, aLine, anEnrolment, aWipe, LINE_ID, NOW } from '#test/domain/builders.ts';
import { CODE, type StepUpWorld, stepUpWorld } from './world.ts';

let world: StepUpWorld;
beforeEach(async () => {
  world = await stepUpWorld();
});
afterEach(() => world.tables.stop());

const mail = (overrides: Partial<Contact> = {}): Contact => ({
  kind: 'mail',
  address: 'owner@example.com',
  changedAt: NOW - 90 * DAY,
  ...overrides,
});
const sms = (overrides: Partial<Contact> = {}): Contact => ({
  ...mail({ kind: 'sms', address: '+819011112222', lineId: 'line-9' }),
  ...overrides,
});

describe('a step-up code', () => {
  test('goes to the owner’s contact in their language, and is kept as a hash', async () => {
    const answer = await world.ask();

    expect(answer.status).toBe(202);
    expect(StepUpCodeAnswer.parse(answer.body)).toEqual({
      by: 'mail',
      expiresAt: new Date(NOW + 300 * SECOND).toISOString(),
    });
    expect(world.sent).toEqual([['owner@example.com', expect.stringContaining(CODE)]]);
    expect(world.sent[0]?.[1]).toContain('確認コード');
    const { stepUpCode, codesSentAt } = (await world.line()) ?? {};
    expect(stepUpCode).toMatchObject({ triesLeft: 5, expiresAt: NOW + 5 * MINUTE });
    expect(JSON.stringify(stepUpCode)).not.toContain(CODE);
    // An enrolment's codes are counted apart: nobody can use those up against the owner.
    expect(codesSentAt).toEqual([]);
  });

  test('is in English for whoever reads English', async () => {
    await world.tables.given({ lines: [aLine({ language: 'en' })] });

    await world.ask();

    expect(world.sent[0]?.[1]).toContain(`Code: ${CODE}`);
  });

  test.each<[string, Contact[], string]>([
    ['another line’s SMS before a mailbox', [mail(), sms()], '+819011112222'],
    [
      'one that has stood for seven days',
      [mail({ changedAt: NOW - 7 * DAY })],
      'owner@example.com',
    ],
    [
      'not to one that changed since',
      [sms({ changedAt: NOW - 7 * DAY + 1 }), mail()],
      'owner@example.com',
    ],
    ['not to the line itself', [sms({ lineId: LINE_ID }), mail()], 'owner@example.com'],
    [
      'not to the line’s number under another name',
      [
        ...['+819012345678', '09012345678', '819012345678', '+81-90-1234-5678'],
        ...['+81 9012345678', '090-1234-5678', '+8109012345678', '00819012345678'],
      ]
        .map((address) => sms({ address }))
        .concat(mail()),
      'owner@example.com',
    ],
  ])('goes to %s', async (_, contacts, address) => {
    await world.tables.given({ lines: [aLine({ contacts })] });

    expect(await world.ask()).toMatchObject({ status: 202 });
    expect(world.sent.map(([to]) => to)).toEqual([address]);
  });

  test.each<[string, Contact[]]>([
    ['no contact at all', []],
    ['the lost line alone', [sms({ lineId: LINE_ID })]],
    ['one that a thief has just entered', [mail({ changedAt: NOW - DAY })]],
    ['one from the future', [mail({ changedAt: NOW + DAY })]],
  ])('is not sent where there is %s: a shop can help', async (_, contacts) => {
    await world.tables.given({ lines: [aLine({ contacts })] });

    expect(await world.ask()).toMatchObject({
      status: 409,
      problem: 'no-contact-for-code',
      body: { referrals: ['F_SHOP_COUNTER'] },
    });
    expect(world.sent).toEqual([]);
  });

  test('goes to the next contact where one does not take it', async () => {
    await world.tables.given({ lines: [aLine({ contacts: [sms(), mail()] })] });
    world.failing.add('+819011112222');

    expect(await world.ask()).toMatchObject({ status: 202, body: { by: 'mail' } });
  });

  test('that nobody takes is a failure, and says nothing of the address', async () => {
    world.failing.add('owner@example.com');

    const answer = await world.ask();

    expect(answer).toMatchObject({ status: 503, problem: 'code-not-sent' });
    expect(JSON.stringify(answer)).not.toContain('owner');
  });

  test.each([
    ['of another account', { claims: { account: 'account-2' } }],
    ['that does not exist', { path: { lineId: 'line-2' } }],
  ])('is not sent for a line %s', async (_, made) => {
    expect(await world.ask(made)).toMatchObject({ status: 404, problem: 'line-not-found' });
    expect(world.sent).toEqual([]);
  });

  test('is sent three times an hour, however many ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.ask()));

    expect(world.sent).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    world.now = NOW + HOUR;
    expect(await world.ask()).toMatchObject({ status: 202 });
  });

  test('sent too often is a refusal that says when to ask again, and where to go meanwhile', async () => {
    for (const minutes of [0, 10, 20]) {
      world.now = NOW + minutes * MINUTE;
      await world.ask();
    }

    const answer = await world.ask();

    expect(answer).toMatchObject({ status: 429, problem: 'too-many-codes' });
    expect(answer.headers['retry-after']).toBe(String(40 * 60));
    expect(answer.body['referrals']).toEqual(['F_SHOP_COUNTER']);
    world.now = NOW + HOUR - 1;
    expect(await world.ask()).toMatchObject({ status: 429 });
  });
});

describe('with a password only', () => {
  test('a request needs the code', async () => {
    expect(await world.request()).toMatchObject({
      status: 401,
      problem: 'step-up-required',
      headers: { 'www-authenticate': expect.stringContaining('max_age="300"') },
    });
  });

  test('a request goes with the code, once', async () => {
    await world.ask();

    const first = await world.request({ stepUpCode: CODE });
    await world.cancelled();

    expect(first.status).toBe(202);
    const [wipe] = await world.attempts();
    expect(wipe?.events.map(({ type, detail }) => [type, detail?.['secondFactor']])).toEqual([
      ['requested', 'code'],
      ['cancelled', 'sign-in'],
    ]);
    expect(await world.request({ stepUpCode: CODE, key: 'another-key' })).toMatchObject({
      status: 403,
      problem: 'code-wrong',
    });
    expect(await world.attempts()).toHaveLength(1);
  });

  test('the same request made 50 times at once is one request', async () => {
    await world.ask();

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => world.request({ stepUpCode: CODE })),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(await world.attempts()).toHaveLength(1);
  });

  describe('for a line with two handsets', () => {
    const OTHER = 'B'.repeat(43);
    beforeEach(async () => {
      const other = { enrolmentId: OTHER, handsetId: 'h', account: ACCOUNT, since: NOW - DAY };
      await world.tables.given({
        enrolments: [anEnrolment({ enrolmentId: OTHER })],
        lines: [aLine({ enrolments: [...aLine().enrolments, other] })],
      });
      await world.ask();
    });

    test.each(['key-of-one', 'key-of-two'])(
      'two requests at once with one code are one request, also under %s',
      async (key) => {
        const answers = await Promise.all([
          world.request({ stepUpCode: CODE, key: 'key-of-one' }),
          world.request({ stepUpCode: CODE, key, enrolmentId: OTHER }),
        ]);

        expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 403]);
      },
    );
  });

  test('an answer is given again without a code, and by an old sign-in', async () => {
    await world.ask();
    const first = await world.request({ stepUpCode: CODE });
    world.now = NOW + HOUR;

    const again = await world.request();

    expect(again.status).toBe(202);
    expect(again.body['wipeId']).toBe(first.body['wipeId']);
  });

  test('a request that died before it was written goes on with its code', async () => {
    await world.ask();
    world.putFails = true;
    expect(await world.request({ stepUpCode: CODE })).toMatchObject({ status: 500 });
    world.putFails = false;

    expect(await world.request({ stepUpCode: CODE })).toMatchObject({ status: 202 });
  });

  test('a cancellation takes a code of its own', async () => {
    await world.tables.given({ wipes: [aWipe({ state: 'held' })] });
    expect(await world.cancel()).toMatchObject({ status: 401, problem: 'step-up-required' });
    await world.ask();

    expect(await world.cancel({ stepUpCode: CODE })).toMatchObject({ status: 200 });
    expect(await world.cancel({ stepUpCode: CODE })).toMatchObject({ status: 200 });
    expect(await world.request({ stepUpCode: CODE })).toMatchObject({ problem: 'code-wrong' });
  });

  test('the sign-in must be fresh beside the code', async () => {
    await world.ask();
    const auth_time = String(NOW / SECOND - 301);

    const answer = await world.request({ stepUpCode: CODE, claims: { auth_time } });

    expect(answer).toMatchObject({ status: 401, problem: 'step-up-required' });
    expect((await world.line())?.stepUpCode?.usedFor).toBeUndefined();
  });
});

describe('the code', () => {
  test('is locked after five wrong tries', async () => {
    await world.ask();
    for (let n = 0; n < 5; n++)
      expect(await world.request({ stepUpCode: '00000000' })).toMatchObject({
        status: 403,
        problem: 'code-wrong',
      });

    expect(await world.request({ stepUpCode: CODE })).toMatchObject({ problem: 'code-wrong' });
  });

  test('loses a try for each of ten guesses at once', async () => {
    await world.ask();

    await Promise.all(Array.from({ length: 10 }, () => world.request({ stepUpCode: '00000000' })));

    expect((await world.line())?.stepUpCode?.triesLeft).toBe(0);
  });

  test('lasts five minutes', async () => {
    await world.ask();
    world.now = NOW + 5 * MINUTE;
    const auth_time = String(world.now / SECOND);

    const late = await world.request({ stepUpCode: CODE, claims: { auth_time } });
    world.now -= 1;
    const inTime = await world.request({ stepUpCode: CODE, claims: { auth_time } });

    expect([late.problem, inTime.status]).toEqual(['code-wrong', 202]);
  });

  test('is bound to the person: another of the same account neither uses nor spends it', async () => {
    await world.ask();

    const answer = await world.request({ stepUpCode: CODE, claims: { person: 'person-2' } });

    expect(answer).toMatchObject({ status: 403, problem: 'code-wrong' });
    expect((await world.line())?.stepUpCode).toMatchObject({ triesLeft: 5 });
  });

  test('is bound to the line', async () => {
    const other = aLine({ lineId: 'line-2', number: '09022222222', enrolments: [] });
    await world.tables.given({ lines: [other] });
    await world.ask({ path: { lineId: 'line-2' } });

    expect(await world.request({ stepUpCode: CODE })).toMatchObject({ problem: 'code-wrong' });
  });

  test('is none where none was asked for, and nothing is written', async () => {
    expect(await world.request({ stepUpCode: CODE })).toMatchObject({ problem: 'code-wrong' });
    expect(await world.line()).toMatchObject({ version: 1 });
  });

  test('for enrolling is none for stepping up', async () => {
    await world.enrolmentCode(CODE);

    expect(await world.request({ stepUpCode: CODE })).toMatchObject({ problem: 'code-wrong' });
  });

  test('is not looked at where two factors were used', async () => {
    await world.ask();

    const answer = await world.request({ stepUpCode: '00000000', claims: { assurance: '2' } });

    expect(answer.status).toBe(202);
    expect((await world.line())?.stepUpCode).toMatchObject({ triesLeft: 5 });
  });

  test.each(['1234567', '123456789', 'abcdefgh', 12_345_678, ''])(
    'is not %j',
    async (stepUpCode) => {
      expect(await world.request({ stepUpCode })).toMatchObject({
        status: 400,
        problem: 'body-malformed',
      });
      expect(await world.cancel({ stepUpCode })).toMatchObject({ problem: 'body-malformed' });
    },
  );
});
