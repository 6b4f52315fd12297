/** What operations do for the customers of a clerk who was suspended, as `docs/operating.md` tells it. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DAY, SECOND } from '#domain/wipe/settings.ts';
import { dispatch } from '#functions/dispatch.ts';
import { listAllWipes } from '#functions/list-all-wipes.ts';
import { requestWipe } from '#functions/request-wipe.ts';
import { ENROLMENT_ID, LINE_ID, NOW, VERDICT_TIME } from '#test/domain/builders.ts';
import { recordedAnnouncements } from '../announcements.ts';
import { call, OPERATOR, staff } from '../api-call.ts';
import { recordedCallbacks } from '../callbacks.ts';
import { cancelling } from '../cancelling.ts';
import { type ShopWorld, shopWorld } from './world.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await shopWorld();
});
afterEach(() => world.tables.stop());

const services = () => ({
  ...world.tables,
  callbacks: recordedCallbacks(),
  announcements: recordedAnnouncements(),
  channels: {
    topics: { notice: async () => {} },
    push: { wake: async () => {} },
    sms: { send: async () => {} },
  },
  now: () => NOW,
  executions: { start: async () => {} },
  verdictTime: VERDICT_TIME,
  stepUpAge: 300 * SECOND,
  deliveryDeadline: 30 * DAY,
  retention: 1000 * DAY,
});
test('a wipe that is held for it is found by the clerk, cancelled, and asked for by another clerk', async () => {
  await world.request();
  await world.tables.standing.suspend('shop-1', NOW, 'test');
  await dispatch(services())({ enrolmentId: ENROLMENT_ID, attempt: 1, token: 'a token' });
  const other = staff('shop', { person: 'shop-2' });
  const again = { claims: other, key: 'key-of-test-2' };
  expect(await world.request(again)).toMatchObject({ status: 409, problem: 'wipe-open' });

  const listed = await call(listAllWipes(services()), {
    query: { clerk: 'shop-1', state: 'held' },
    claims: OPERATOR,
  });
  const wipeId = `${ENROLMENT_ID}.1`;
  expect(listed.body).toMatchObject({ wipes: [{ wipeId, heldFor: 'suspension' }] });
  const cancelled = await call(cancelling(world.tables), {
    path: { wipeId },
    body: { reason: 'Asked for by a clerk who was suspended' },
    claims: OPERATOR,
  });

  expect(cancelled).toMatchObject({ status: 200, body: { result: 'cancelled' } });
  expect(await world.request(again)).toMatchObject({ status: 202 });
});

test('the customer asks again from a page of their own, once it is cancelled', async () => {
  await world.request();
  await world.tables.standing.suspend('shop-1', NOW, 'test');
  await dispatch(services())({ enrolmentId: ENROLMENT_ID, attempt: 1, token: 'a token' });
  const themselves = () =>
    call(requestWipe(services()), {
      path: { lineId: LINE_ID },
      headers: { 'idempotency-key': 'key-of-owner-1' },
      body: { enrolmentId: ENROLMENT_ID, lastFour: '5678', consents: [] },
    });
  expect(await themselves()).toMatchObject({ status: 409, problem: 'wipe-open' });

  await call(cancelling(world.tables), {
    path: { wipeId: `${ENROLMENT_ID}.1` },
    body: { reason: 'Asked for by a clerk who was suspended' },
    claims: OPERATOR,
  });

  expect(await themselves()).toMatchObject({ status: 202, body: { channel: 'web' } });
  await dispatch(services())({ enrolmentId: ENROLMENT_ID, attempt: 2, token: 'a token' });
  const [latest] = await world.attempts();
  expect(latest).toMatchObject({ attempt: 2, state: 'waiting-for-handset' });
});
