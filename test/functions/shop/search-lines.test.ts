import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import type { Line } from '#domain/line/line.ts';
import { HOUR } from '#domain/wipe/settings.ts';
import { LineView } from '#functions/contract/bodies.ts';
import {
  ACCOUNT,
  aLine,
  anEnrolment,
  aVisit,
  aWipe,
  ENROLMENT_ID,
  LINE_ID,
  NOW,
} from '#test/domain/builders.ts';
import { staff } from '../api-call.ts';
import { captureLog, lines } from '../captured-log.ts';
import { type ShopWorld, shopWorld } from './world.ts';

const LogLine = z.looseObject({ code: z.string() });

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

  test('finds so many in an hour and no more, whether there is a line or not', async () => {
    const few = { most: 3 };
    await world.search(undefined, {}, few);
    await world.search({ number: '09087654321' }, {}, few);
    await world.search({ number: 'x' }, {}, few);
    await world.search(undefined, {}, few);

    expect(await world.search(undefined, {}, few)).toMatchObject({
      status: 429,
      problem: 'limit-reached',
      body: { scope: 'search', most: 3, window: 'hour' },
      headers: { 'retry-after': '3600' },
    });
    const other = staff('shop', { person: 'shop-2' });
    expect((await world.search(undefined, other, few)).status).toBe(200);
    expect((await world.search(undefined, {}, { ...few, now: NOW + HOUR })).status).toBe(200);
  });

  test('leaves a line in the log that says who searched and what came of it, not for what', async () => {
    const release = captureLog();
    const before = lines.length;
    await world.search(undefined, {}, { most: 2 });
    await world.search({ number: '09087654321' }, {}, { most: 2 });
    await world.search(undefined, {}, { most: 2 });
    await world.search({ number: '0901234567x' }, {}, { most: 2 });
    release();

    const said = lines.slice(before).map((line) => LogLine.parse(JSON.parse(line)));
    const who = { person: 'shop-1' };
    const searched = { code: 'line-searched', ...who, shop: 'shop-1' };
    const refused = { code: 'request-refused', ...who };
    expect(said).toMatchObject([
      { ...searched, outcome: 'found', lineId: LINE_ID },
      { ...searched, outcome: 'line-not-found' },
      { ...refused, problem: 'line-not-found' },
      { ...searched, outcome: 'limit-reached' },
      { ...refused, problem: 'limit-reached' },
      { ...refused, problem: 'body-malformed' },
    ]);
    for (const number of ['09012345678', '09087654321', '0901234567x', '5678'])
      expect(JSON.stringify(lines.slice(before))).not.toContain(number);
  });

  test.each([staff('ops'), staff('approver')])('has to be a clerk', async (claims) => {
    expect(await world.search(undefined, claims)).toMatchObject({ problem: 'not-allowed' });
  });
});
