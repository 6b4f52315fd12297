import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { MINUTE, SECOND } from '#domain/wipe/settings.ts';
import type { WipeState } from '#domain/wipe/states.ts';
import { ApprovalView } from '#functions/contract/bodies.ts';
import {
  APPROVAL_TIME,
  aVisit,
  ENROLMENT_ID,
  NOW,
  type WipeOverrides,
} from '#test/domain/builders.ts';
import { type Call, staff } from '../api-call.ts';
import { type ApprovalWorld, approvalWorld } from './world.ts';

let world: ApprovalWorld;
beforeEach(async () => {
  world = await approvalWorld();
});
afterEach(() => world.tables.stop());

describe('an approval', () => {
  test('is kept with who gave it and why, and sends the workflow on', async () => {
    const asked = await world.asked();

    const answer = await world.say('approved', asked);

    expect(ApprovalView.parse(answer.body)).toEqual(answer.body);
    expect(answer).toMatchObject({ status: 200, body: { status: 'approved', own: false } });
    expect(await world.wipe()).toMatchObject({
      state: 'awaiting-approval',
      approval: { approvedBy: 'approver-1' },
      reasons: [{ text: 'Called the shop back' }],
    });
    expect(world.callbacks.answered).toEqual([['awaiting-approval', 'a token', 'go-on']]);
  });

  test('leads back to the judgement of eligibility, and from there past the question', async () => {
    await world.say('approved', await world.asked());

    expect(await world.check()).toMatchObject({ state: 'awaiting-approval', approved: true });
  });

  test('does not help a wipe that is no longer eligible', async () => {
    await world.say('approved', await world.asked());
    await world.tables.enrolments.end(ENROLMENT_ID);

    expect(await world.check()).toMatchObject({ state: 'refused' });
  });

  test('before the workflow waits for it is found by the task that would ask', async () => {
    await world.given();
    await world.check();

    expect(await world.say('approved', await world.wipe())).toMatchObject({ status: 200 });

    expect(world.callbacks.answered).toEqual([]);
    await expect(world.ask()).rejects.toMatchObject({ name: 'NothingToApprove' });
    expect(world.announcements.announced).toEqual([]);
  });
});

describe('a rejection', () => {
  test('ends the wipe, and sends the workflow to sealing', async () => {
    const asked = await world.asked();

    const answer = await world.say('rejected', asked);

    expect(answer).toMatchObject({ status: 200, body: { status: 'rejected' } });
    expect(await world.wipe()).toMatchObject({ state: 'rejected', reason: 'not-approved' });
    expect(world.callbacks.answered).toEqual([['rejected', 'a token', 'moved-on']]);
  });
});

describe('somebody who is suspended as a clerk', () => {
  test.each(['approved', 'rejected'] as const)(
    'has no word on a wipe of somebody else either: %s',
    async (word) => {
      const asked = await world.asked();
      await world.tables.standing.suspend('approver-1', NOW, 'test');

      const answer = await world.say(word, asked);

      expect(answer).toMatchObject({ status: 403, problem: 'clerk-suspended' });
      expect(await world.wipe()).toEqual(asked);
      expect((await world.say(word, asked, { claims: { person: 'approver-2' } })).status).toBe(200);
    },
  );
});

describe('a word that does not count, and changes nothing', () => {
  const shopApprover = (shop: string) => staff('approver', { shop });
  const stale = { auth_time: String(NOW / SECOND - 301) };

  test.each<[string, WipeOverrides, Call & { now?: number }, number, string]>([
    ['on one’s own request', { requestedBy: 'approver-1' }, {}, 403, 'own-case'],
    // The same person, whatever the account or alias they come under.
    [
      'on one’s own, under another account',
      { requestedBy: 'person-1' },
      { claims: { person: 'person-1', sub: 'alias-of-somebody', account: 'account-9' } },
      403,
      'own-case',
    ],
    [
      'on one’s own, asked for on the web',
      { channel: 'web', visit: undefined, requestedBy: 'approver-1' },
      {},
      403,
      'own-case',
    ],
    [
      'on another request than was shown',
      {},
      { body: { requestHash: digest('another body') } },
      409,
      'request-changed',
    ],
    ['when its time is over', {}, { now: NOW + APPROVAL_TIME }, 409, 'approval-lapsed'],
    [
      'by the approver of another shop',
      {},
      { claims: shopApprover('shop-2') },
      404,
      'wipe-not-found',
    ],
    [
      'by a shop’s approver on a wipe from the web',
      { channel: 'web', visit: undefined },
      { claims: shopApprover('shop-1') },
      404,
      'wipe-not-found',
    ],
    ['by a password alone', {}, { claims: { assurance: '1' } }, 401, 'step-up-required'],
    ['by a sign-in of long ago', {}, { claims: stale }, 401, 'step-up-required'],
    ['by a clerk', {}, { claims: staff('shop', { person: 'clerk-2' }) }, 403, 'not-allowed'],
    ['by operations alone', {}, { claims: staff('ops') }, 403, 'not-allowed'],
    ['without a reason', {}, { body: { reason: ' ' } }, 400, 'body-malformed'],
    ['with too much of a reason', {}, { body: { reason: 'x'.repeat(501) } }, 400, 'body-malformed'],
    ['with half a character', {}, { body: { reason: '\ud83d' } }, 400, 'body-malformed'],
    ['without a hash', {}, { body: { requestHash: undefined } }, 400, 'body-malformed'],
  ])('%s', async (_, overrides, { now = NOW, ...made }, status, problem) => {
    const asked = await world.asked(overrides);
    world.now = now;

    for (const word of ['approved', 'rejected'] as const)
      expect(await world.say(word, asked, made)).toMatchObject({ status, problem });

    expect(await world.wipe()).toEqual(asked);
    expect(world.callbacks.answered).toEqual([]);
  });

  test('a wipe that asks for nobody looks missing', async () => {
    const wipe = await world.given({ approval: undefined });
    const missing = await world.say('approved', { ...wipe, wipeId: `${ENROLMENT_ID}.2` });

    expect(missing).toMatchObject({ status: 404, problem: 'wipe-not-found' });
    expect(await world.say('approved', wipe)).toEqual(missing);
  });

  test('one that it has not come to yet says so', async () => {
    expect(await world.say('approved', await world.given())).toMatchObject({
      status: 409,
      problem: 'approval-not-asked',
    });
  });

  test('one that was cancelled says so', async () => {
    const wipe = await world.given({ state: 'cancelled' });

    expect(await world.say('approved', wipe)).toMatchObject({
      status: 409,
      problem: 'wipe-ended',
      body: { state: 'cancelled' },
    });
  });
});

describe('a shop’s approver', () => {
  test('decides on that shop’s wipes', async () => {
    const asked = await world.asked({ visit: aVisit({ shop: 'shop-7' }) });
    const claims = staff('approver', { shop: 'shop-7' });

    expect(await world.say('approved', asked, { claims })).toMatchObject({ status: 200 });
  });
});

describe('a word that is said twice', () => {
  test.each(['approved', 'rejected'] as const)(
    'by one person is answered alike, without another sign-in: %s',
    async (word) => {
      const asked = await world.asked();
      const first = await world.say(word, asked);
      const once = await world.wipe();
      world.now = NOW + APPROVAL_TIME;

      const again = await world.say(word, asked, {
        claims: { auth_time: String(NOW / SECOND - 30_000) },
        body: { reason: 'Again' },
      });

      expect(again).toEqual(first);
      expect(await world.wipe()).toEqual(once);
    },
  );

  test('fifty times at once is one event', async () => {
    const asked = await world.asked();

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => world.say('approved', asked)),
    );

    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const { events } = await world.wipe();
    expect(events.filter(({ type }) => type === 'approved')).toHaveLength(1);
  });
});

describe('words that race', () => {
  test('of one approver and another: one counts, the others are told', async () => {
    const asked = await world.asked();
    const words = Array.from({ length: 10 }, (_, n) => ({
      word: n % 2 === 0 ? ('approved' as const) : ('rejected' as const),
      claims: staff('approver', { person: `approver-${n}` }),
    }));

    const answers = await Promise.all(
      words.map(({ word, claims }) => world.say(word, asked, { claims })),
    );

    const counted = answers.flatMap(({ status, body }) => (status === 200 ? [body['status']] : []));
    expect(answers.filter(({ problem }) => problem === 'approval-decided')).toHaveLength(9);
    const after = await world.wipe();
    const isRejected: WipeState = 'rejected';
    expect(counted).toEqual([after.state === isRejected ? 'rejected' : 'approved']);
    const decided = after.events.filter(({ type }) => type === 'approved' || type === 'rejected');
    expect(decided).toHaveLength(1);
  });

  test('with time: it counts a moment before the end, and then the clock does not undo it', async () => {
    const asked = await world.asked();
    world.now = NOW + APPROVAL_TIME - 1;
    const claims = { auth_time: String(Math.floor(world.now / SECOND)) };

    expect(await world.say('approved', asked, { claims })).toMatchObject({ status: 200 });
    world.now += MINUTE;

    expect(await world.check()).toMatchObject({ state: 'awaiting-approval', approved: true });
  });
});
