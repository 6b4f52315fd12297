import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Line } from '#domain/line/line.ts';
import { LineView } from '#functions/contract/bodies.ts';
import { ACCOUNT, aLine, anEnrolment, aVisit, aWipe, ENROLMENT_ID } from '#test/domain/builders.ts';
import { staff } from '../api-call.ts';
import { type ShopWorld, shopWorld } from './world.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await shopWorld();
});
afterEach(() => world.tables.stop());

describe('a clerk who searches for a number', () => {
  test('sees the line with its handsets, masked, and nothing of its owner', async () => {
    const { status, body } = await world.search();

    expect(status).toBe(200);
    expect(LineView.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      number: '*******5678',
      handsets: [{ enrolmentId: ENROLMENT_ID, eligibility: { outcome: 'ALLOW' } }],
    });
    for (const secret of [ACCOUNT, 'owner@example.com', '09012345678'])
      expect(JSON.stringify(body)).not.toContain(secret);
  });

  test('is told of refusals and warnings as the counter knows them', async () => {
    await world.tables.given({ enrolments: [anEnrolment({ model: 'SO-51D', sim: 'esim' })] });

    expect((await world.search()).body).toMatchObject({
      handsets: [{ eligibility: { outcome: 'REFUSE', refusals: ['X_ESIM_ONLY_MODEL'] } }],
    });
  });

  test.each([
    ['of the clerk’s shop', aVisit(), true],
    ['of another shop', aVisit({ shop: 'shop-2' }), false],
    ['of the owner’s own', undefined, false],
  ])('sees a wipe %s or does not', async (_, visit, isShown) => {
    await world.tables.wipes.put(aWipe({ ...(visit && { channel: 'shop', visit }) }));

    const [handset] = LineView.parse((await world.search()).body).handsets;

    expect(handset?.latestWipe !== undefined).toBe(isShown);
  });

  test.each<[string, Partial<Line>]>([
    ['that nobody has', { number: '09087654321' }],
    ['of a contract that has ended', { status: 'ended' }],
    ['of nobody’s line', { account: undefined }],
  ])('finds none %s', async (_, overrides) => {
    const { account, ...line } = { ...aLine(), ...overrides };
    await world.tables.given({ lines: [{ ...line, ...(account !== undefined && { account }) }] });

    expect(await world.search()).toMatchObject({ status: 404, problem: 'line-not-found' });
  });

  test.each([{}, { number: 'x' }, { number: '090-1234-5678' }, { number: '+819012345678' }])(
    'is refused what is no number: %j',
    async (body) => {
      expect(await world.search(body)).toMatchObject({ status: 400, problem: 'body-malformed' });
    },
  );

  test.each([staff('ops'), staff('approver')])('has to be a clerk', async (claims) => {
    expect(await world.search(undefined, claims)).toMatchObject({ problem: 'not-allowed' });
  });
});
