import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import type { Report } from '#domain/protocol/report.ts';
import { DAY } from '#domain/wipe/settings.ts';
import { receiveReport } from '#functions/receive-report.ts';
import {
  aReport,
  aWipe,
  hashOf,
  NOW,
  VERDICT_TIME,
  type WipeOverrides,
} from '#test/domain/builders.ts';
import { aKey } from '#test/domain/protocol/keys.ts';
import { recordedCallbacks } from './callbacks.ts';
import { aHandset, type Handset } from './handset.ts';
import { startTables, type Tables } from './tables.ts';

let tables: Tables;
let handset: Handset;
let callbacks: ReturnType<typeof recordedCallbacks>;
beforeEach(async () => {
  tables = await startTables();
  handset = await aHandset();
  callbacks = recordedCallbacks();
  await tables.given({ enrolments: [handset.enrolment()] });
});
afterEach(() => tables.stop());

const deliver = (event: unknown) =>
  receiveReport({ ...tables, callbacks, now: () => NOW, verdictTime: VERDICT_TIME })(event);
const callback = { task: 'dispatch', token: 'a token' } as const;
const given = async (overrides: WipeOverrides) => {
  const { enrolmentId, handsetId } = handset;
  const wipe = aWipe({ enrolmentId, handsetId, callback, ...overrides });
  await tables.wipes.put(wipe);
  return wipe;
};
const wipe = () => tables.wipes.latest(handset.enrolmentId);

const SD: Report['storages'] = [{ kind: 'sd', result: 'erased' }];
const BOTH: Report['storages'] = [{ kind: 'internal', result: 'erased' }, ...SD];

describe('a handset that erases', () => {
  test('is followed from one report to the next', async () => {
    await given({ state: 'issued' });

    await deliver(await handset.report({ phase: 'accepted', counter: 1 }));
    expect(await wipe()).toMatchObject({ state: 'accepted', verdictUntil: NOW + VERDICT_TIME });
    await deliver(await handset.report({ phase: 'sd-done', storages: SD, counter: 2 }));
    expect(await wipe()).toMatchObject({ state: 'accepted', storages: SD });
    await deliver(await handset.report({ phase: 'erased', storages: BOTH, counter: 3 }));

    expect(await wipe()).toMatchObject({ state: 'erased', proof: 'report', storages: BOTH });
    expect(callbacks.answered).toEqual([
      ['accepted', 'a token', 'go-on'],
      ['accepted', 'a token', 'go-on'],
      ['erased', 'a token', 'moved-on'],
    ]);
  });

  test('leaves each of its reports as evidence', async () => {
    await given({ state: 'issued' });
    const report = await handset.report({ phase: 'erased', storages: BOTH });

    await deliver(report);

    expect((await wipe())?.events.at(-1)).toMatchObject({
      type: 'erased',
      by: { kind: 'handset', id: handset.enrolmentId },
      evidence: report.jws,
    });
  });

  test('goes on to no workflow that waits for the verdict already', async () => {
    await given({ state: 'issued', callback: { task: 'verdict', token: 'a token' } });

    await deliver(await handset.report());

    expect(callbacks.answered).toEqual([]);
  });

  test('may report long after everybody gave up', async () => {
    await given({ state: 'unconfirmed' });

    await deliver(
      await handset.report({ phase: 'erased', storages: BOTH }, { receivedAt: NOW - 300 * DAY }),
    );

    expect(await wipe()).toMatchObject({ state: 'erased' });
  });

  test('is heard though it enrolled anew before its report came through', async () => {
    await given({ state: 'unconfirmed' });
    await tables.enrolments.end(handset.enrolmentId);

    await deliver(await handset.report({ phase: 'erased', storages: BOTH }));

    expect(await wipe()).toMatchObject({ state: 'erased', proof: 'report' });
  });
});

describe('a report', () => {
  test.each(['accepted', 'erased', 'failed'] as const)(
    'that comes twice (%s) counts once, and the workflow is answered again',
    async (phase) => {
      await given({ state: 'issued' });
      const report = await handset.report({ phase, storages: phase === 'erased' ? BOTH : [] });
      await deliver(report);
      const counted = await wipe();

      await deliver(report);

      expect(await wipe()).toEqual(counted);
      expect(callbacks.answered).toHaveLength(2);
      expect(callbacks.answered[1]).toEqual(callbacks.answered[0]);
    },
  );

  test('of ten deliveries at once counts once', async () => {
    await given({ state: 'issued' });
    const report = await handset.report({ phase: 'erased', storages: BOTH });

    await Promise.all(Array.from({ length: 10 }, () => deliver(report)));

    const { events } = (await wipe()) ?? { events: [] };
    expect(events.filter(({ type }) => type === 'erased')).toHaveLength(1);
  });

  test.each<[string, Partial<Report>, object]>([
    [
      'that it failed',
      { phase: 'failed', reason: 'storage-busy' },
      { state: 'failed', reason: 'storage-busy' },
    ],
    [
      'that it refused the command',
      { phase: 'refused', reason: 'bad-signature' },
      { state: 'failed', reason: 'bad-signature' },
    ],
    ['that the command came late', { phase: 'refused', reason: 'expired' }, { state: 'issued' }],
    [
      'that the internal storage is not erased',
      { phase: 'erased', storages: SD },
      { state: 'failed', reason: 'internal-not-erased' },
    ],
  ])('%s is believed', async (_, report, outcome) => {
    await given({ state: 'issued' });

    await deliver(await handset.report(report));

    expect(await wipe()).toMatchObject(outcome);
  });
});

describe('a report is dropped', () => {
  const stranger = aKey();

  test.each<[string, () => Promise<unknown>]>([
    ['signed by another key', () => handset.report({}, {}, stranger.jwk)],
    ['signed by the hardware key', () => handset.report({}, {}, handset.hardware.jwk)],
    ['from another client', () => handset.report({}, { clientId: digest('other') })],
    ['of another handset’s wipe', () => handset.report({ wipeId: `${digest('other')}.1` })],
    ['of a wipe that is not there', () => handset.report({ wipeId: `${handset.enrolmentId}.2` })],
    ['of no wipe', () => handset.report({ wipeId: 'x' })],
    ['of a command that never went out', () => handset.report({ commandHash: hashOf(9) })],
    ['that is a claim', () => handset.claim()],
    ['that is nothing', async () => ({})],
  ])('%s', async (_, event) => {
    const before = await given({ state: 'issued' });

    await deliver(await event());

    expect(await wipe()).toEqual(before);
    expect(callbacks.answered).toEqual([]);
  });

  test('when it says what cannot be: nothing was acting any more', async () => {
    const commands = aWipe({ state: 'issued' }).commands;
    const before = await given({ state: 'cancelled', commands });

    await deliver(await handset.report({ ...aReport(), wipeId: before.wipeId, phase: 'erased' }));

    expect(await wipe()).toEqual(before);
  });
});
