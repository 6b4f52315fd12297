import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { DAY, SECOND } from '#domain/wipe/settings.ts';
import { WipeView } from '#functions/contract/bodies.ts';
import {
  ACCOUNT,
  aLine,
  anEnrolment,
  aVisit,
  aWipe,
  ENROLMENT_ID,
  NOW,
} from '#test/domain/builders.ts';
import { type Call, staff } from '../api-call.ts';
import { type ShopWorld, shopWorld } from './world.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await shopWorld();
});
afterEach(() => world.tables.stop());

const WIPE_ID = `${ENROLMENT_ID}.1`;

describe('a clerk’s request', () => {
  test('is accepted: one wipe of the owner’s, of this shop, and its execution started', async () => {
    const answer = await world.request({ body: { deadlineDays: 3 } });

    expect(WipeView.parse(answer.body)).toEqual(answer.body);
    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/v1/wipes/${WIPE_ID}` },
      body: { channel: 'shop', visit: { shop: 'shop-1', documents: ['driving-licence'] } },
    });
    expect(world.started).toEqual([`${WIPE_ID}-1`]);
    expect(await world.attempts()).toMatchObject([
      {
        account: ACCOUNT,
        requestedBy: 'shop-1',
        visit: aVisit(),
        deadlineAt: NOW + 3 * DAY,
      },
    ]);
  });

  test('tells in the audit what was recorded, for good', async () => {
    await world.request({ body: { documents: ['driving-licence', 'my-number-card'] } });

    const [wipe] = await world.attempts();

    expect(wipe?.events[0]?.detail).toEqual({
      channel: 'shop',
      requestHash: wipe?.requestHash,
      shop: 'shop-1',
      documents: 'driving-licence my-number-card',
      reservation: true,
      customerPresent: true,
      secondFactor: 'sign-in',
    });
  });

  test('needs nobody else where the customer is present', async () => {
    const { body } = await world.request();

    expect(body).not.toHaveProperty('approval');
  });

  test('needs a second person where the customer is not', async () => {
    const { body } = await world.request({ body: { customerPresent: false } });

    expect(body).toMatchObject({ approval: { reasons: ['customer-absent'], approved: false } });
  });

  test('is of the shop in the token, whatever else is claimed', async () => {
    await world.request({ claims: { shop: 'shop-9', account: 'account-9' } });

    expect(await world.attempts()).toMatchObject([{ account: ACCOUNT, visit: { shop: 'shop-9' } }]);
  });

  test('made again is the same request', async () => {
    const first = await world.request();

    const again = await world.request({ claims: { assurance: '1' } });
    const other = await world.request({ body: { customerPresent: false } });

    expect(again).toEqual(first);
    expect(other).toMatchObject({ status: 422, problem: 'idempotency-key-reused' });
    expect(world.started).toHaveLength(1);
  });
});

describe('a clerk who is suspended', () => {
  test.each<[string, string, Call]>([
    ['a line that there is not', 'line-not-found', { path: { lineId: 'line-9' } }],
    ['a handset that it does not have', 'target-changed', { body: { enrolmentId: digest('x') } }],
    ['a visit without documents', 'not-eligible', { body: { documents: [] } }],
    ['an old sign-in', 'step-up-required', { claims: { assurance: '1' } }],
  ])('is told that alone, and not of %s', async (_, problem, made) => {
    expect(await world.request(made)).toMatchObject({ problem });
    await world.tables.standing.suspend('shop-1', NOW, 'test');

    expect(await world.request(made)).toMatchObject({ status: 403, problem: 'clerk-suspended' });
  });
});

describe('a clerk who asks for many wipes', () => {
  /** Handsets of lines of their own, and a request for each, one after the other. */
  async function requests(count: number) {
    const answers = [];
    for (let n = 1; n <= count; n++) {
      const enrolmentId = digest(`handset ${n}`);
      const lineId = `line-${n + 1}`;
      const own = { enrolmentId, handsetId: digest(`hardware ${n}`), account: ACCOUNT, since: 1 };
      await world.tables.given({
        lines: [aLine({ lineId, enrolments: [own] })],
        enrolments: [anEnrolment({ enrolmentId, lineId })],
      });
      const about = { path: { lineId }, body: { enrolmentId } };
      answers.push(await world.request(about));
    }
    return answers;
  }

  test('needs a second person from the fourth within the hour on', async () => {
    const answers = await requests(5);

    const reasons = answers.map(({ body }) => body['approval'] ?? 'none');
    const approval = { reasons: ['clerk-over-soft-limit'], approved: false };
    expect(reasons).toEqual(['none', 'none', 'none', approval, approval]);
  });

  test('is suspended beyond the limit: neither asks nor searches any more', async () => {
    const answers = await requests(21);

    expect(answers.map(({ status }) => status)).toEqual([...new Array(20).fill(202), 403]);
    expect(answers.at(-1)).toMatchObject({ problem: 'clerk-suspended' });
    expect(await world.search()).toMatchObject({ status: 403, problem: 'clerk-suspended' });
    expect(await world.tables.standing.isSuspended('shop-1')).toBe(true);
  });
});

describe('at the counter', () => {
  test('a handset that was asked for in vain too often has to wait here too, whoever asked', async () => {
    for (let attempt = 1; attempt <= 6; attempt++)
      await world.tables.wipes.put(aWipe({ attempt, state: 'cancelled' }));

    expect(await world.request()).toMatchObject({
      status: 429,
      problem: 'limit-reached',
      body: { scope: 'handset', most: 5, window: 'last-24-hours' },
      headers: { 'retry-after': '60' },
    });
    expect(await world.attempts()).toHaveLength(6);
  });

  test('documents are a condition (R10)', async () => {
    expect(await world.request({ body: { documents: [] } })).toMatchObject({
      status: 409,
      problem: 'not-eligible',
      body: { reasons: ['X_DOCUMENTS_MISSING'], referrals: ['F_SHOP_COUNTER'] },
    });
    expect(await world.attempts()).toEqual([]);
  });

  test('a reservation is a wish, and going without needs consent (R9, A11)', async () => {
    const body = { reservation: false };

    expect(await world.request({ body })).toMatchObject({
      problem: 'consent-missing',
      body: { missing: ['W_NO_RESERVATION'] },
    });
    const consented = await world.request({ body: { ...body, consents: ['W_NO_RESERVATION'] } });
    expect(consented).toMatchObject({ status: 202 });
  });

  test('a handset that is not covered is refused as everywhere (A10)', async () => {
    await world.tables.given({ enrolments: [anEnrolment({ model: 'SO-51D', sim: 'esim' })] });

    expect(await world.request()).toMatchObject({ body: { reasons: ['X_ESIM_ONLY_MODEL'] } });
  });

  test('a wipe that is under way is told of with its address only where it is the shop’s', async () => {
    await world.tables.wipes.put(aWipe({ channel: 'shop', visit: aVisit({ shop: 'shop-2' }) }));

    const foreign = await world.request();
    const own = await world.request({ claims: { shop: 'shop-2' } });

    expect(foreign).toMatchObject({ status: 409, problem: 'wipe-open' });
    expect(JSON.stringify(foreign)).not.toContain(WIPE_ID);
    expect(own).toMatchObject({ headers: { location: `/v1/wipes/${WIPE_ID}` } });
  });

  test.each([
    ['other digits', { lastFour: '0000' }, 409, 'target-changed'],
    ['a document that nobody takes', { documents: ['library-card'] }, 400, 'body-malformed'],
    [
      'a document twice',
      { documents: ['driving-licence', 'driving-licence'] },
      400,
      'body-malformed',
    ],
    ['what stands in a document', { documentNumber: '12345' }, 400, 'body-malformed'],
    ['no word on the customer', { customerPresent: undefined }, 400, 'body-malformed'],
    ['a code, which is no clerk’s', { stepUpCode: '12345678' }, 400, 'body-malformed'],
  ])('%s: nothing is asked for', async (_, body, status, problem) => {
    expect(await world.request({ body })).toMatchObject({ status, problem });
    expect(await world.attempts()).toEqual([]);
  });

  test.each([
    ['with one factor', { assurance: '1' }],
    ['a while ago', { auth_time: String(NOW / SECOND - 301) }],
  ])('a sign-in %s is not enough', async (_, claims) => {
    expect(await world.request({ claims })).toMatchObject({
      status: 401,
      problem: 'step-up-required',
      headers: { 'www-authenticate': expect.stringContaining('acr_values') },
    });
    expect(await world.attempts()).toEqual([]);
  });

  test.each(['ops', 'approver'] as const)('nobody asks who is %s', async (role) => {
    expect(await world.request({ claims: staff(role) })).toMatchObject({ problem: 'not-allowed' });
  });

  test('a line that is nobody’s, or none, is not there', async () => {
    await world.tables.given({ lines: [aLine({ status: 'ended' })] });

    const ended = await world.request();

    expect(ended).toMatchObject({ status: 404, problem: 'line-not-found' });
    expect(await world.request({ path: { lineId: 'missing' } })).toEqual(ended);
  });
});
