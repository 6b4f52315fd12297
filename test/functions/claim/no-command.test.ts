import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { NothingAnswer } from '#domain/protocol/envelope.ts';
import { REPORT_TYPE } from '#domain/protocol/report.ts';
import { signJws } from '#domain/protocol/signature.ts';
import { HOUR, SECOND } from '#domain/wipe/settings.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { aClaim, aLine, anIssuedCommand, NOW, type WipeOverrides } from '#test/domain/builders.ts';
import { aKey } from '#test/domain/protocol/keys.ts';
import { type ClaimWorld, claimWorld } from './world.ts';

let world: ClaimWorld;
beforeEach(async () => {
  world = await claimWorld();
});
afterEach(() => world.tables.stop());

const nothing = NothingAnswer.parse({ v: 1, nothing: aClaim().nonce });

describe('a claim that finds', () => {
  test.each<[string, WipeOverrides, object, object]>([
    ['a cancel wish', { state: 'issued', cancelRequestedAt: NOW }, {}, { state: 'cancelled' }],
    [
      'another owner',
      { state: 'issued' },
      { account: 'account-2' },
      { reason: 'ownership-changed' },
    ],
    [
      'an ended contract',
      { state: 'waiting-for-handset' },
      { status: 'ended' },
      { state: 'refused' },
    ],
    ['the deadline past', { state: 'issued', deadlineAt: NOW }, {}, { state: 'expired' }],
    ['no proof in time', { state: 'unconfirmed' }, {}, { state: 'failed', reason: 'not-received' }],
  ])('%s ends the wipe, and is answered "nothing"', async (_, overrides, line, outcome) => {
    await world.tables.given({ lines: [aLine(line)] });
    await world.given(overrides);

    await world.deliver(await world.handset.claim());

    expect(world.answers).toEqual([nothing]);
    const ended = await world.wipe();
    expect(ended).toMatchObject(outcome);
    expect(ended?.events.at(-1)).toMatchObject({ evidence: expect.any(String) });
    expect(world.callbacks.answered).toEqual([[ended?.state, 'a token', 'moved-on']]);
  });

  test.each<[string, WipeOverrides, boolean]>([
    ['a pause', { state: 'waiting-for-handset' }, true],
    ['a pause after a command', { state: 'issued' }, true],
    ['a hold', { state: 'waiting-for-handset', hold: true }, false],
  ])('%s keeps the wipe back, and no workflow is answered', async (_, overrides, paused) => {
    await world.tables.pause(paused);
    await world.given(overrides);

    await world.deliver(await world.handset.claim());

    expect(world.answers).toEqual([nothing]);
    expect(await world.wipe()).toMatchObject({
      state: 'held',
      heldFor: paused ? 'pause' : 'operator',
      lastClaimCounter: aClaim().counter,
    });
    expect(world.callbacks.answered).toEqual([]);
  });

  test.each(
    STATE_NAMES.filter((s) => !['waiting-for-handset', 'issued', 'unconfirmed'].includes(s)),
  )('nothing to do (%s) is answered "nothing" and changes nothing', async (state) => {
    const before = await world.given({ state });

    await world.deliver(await world.handset.claim());

    expect(world.answers).toEqual([nothing]);
    expect(await world.wipe()).toEqual(before);
  });

  test('no wipe at all is answered "nothing"', async () => {
    await world.deliver(await world.handset.claim());

    expect(world.answers).toEqual([nothing]);
  });

  test('a switch that cannot be read brings no command', async () => {
    const before = await world.given({ state: 'waiting-for-handset' });
    const governor = { isPaused: async () => Promise.reject(new Error('unreadable')) };

    await expect(world.deliver(await world.handset.claim(), { governor })).rejects.toThrow(
      'unreadable',
    );
    expect(world.answers).toEqual([]);
    expect(await world.wipe()).toEqual(before);
  });

  test('its own command is answered "nothing", however often', async () => {
    const before = await world.given({ state: 'issued' });
    const holding = anIssuedCommand().commandHash;

    for (const counter of [50, 51, 52])
      await world.deliver(await world.handset.claim({ holding, counter }));

    expect(world.answers).toEqual([nothing, nothing, nothing]);
    expect(await world.wipe()).toEqual(before);
  });
});

describe('a claim is dropped without an answer', () => {
  const stranger = aKey();

  test.each<[string, () => Promise<unknown>]>([
    ['from another client', () => world.handset.claim({}, { clientId: digest('other') })],
    ['more than 30 s old', () => world.handset.claim({}, { receivedAt: NOW - 30 * SECOND - 1 })],
    ['signed by another key', () => world.handset.claim({}, {}, stranger.jwk)],
    ['signed by the hardware key', () => world.handset.claim({}, {}, world.handset.hardware.jwk)],
    ['for another enrolment', () => world.handset.claim({ enrolmentId: digest('other') })],
    ['without a counter', () => world.handset.claim({ counter: 0 })],
    [
      'of an unknown enrolment',
      () => world.handset.claim({}, { enrolmentId: digest('x'), clientId: digest('x') }),
    ],
    ['of another version', () => world.handset.claim({}, { v: 2 })],
    ['that is no JWS', () => world.handset.claim({}, { jws: 'a.b' })],
    ['that is too long to keep', () => world.handset.claim({}, { jws: `a.b.${'c'.repeat(2048)}` })],
    ['that is nothing at all', async () => undefined],
    [
      'that is a report',
      async () => ({
        ...(await world.handset.claim()),
        jws: await signJws(aClaim(), { typ: REPORT_TYPE, key: world.handset.life.jwk }),
      }),
    ],
  ])('%s', async (_, event) => {
    const before = await world.given({ state: 'waiting-for-handset' });

    await world.deliver(await event());

    expect(world.answers).toEqual([]);
    expect(await world.wipe()).toEqual(before);
  });

  test('of a life that is over', async () => {
    await world.given({ state: 'waiting-for-handset' });
    await world.tables.enrolments.end(world.handset.enrolmentId);

    await world.deliver(await world.handset.claim());

    expect(world.answers).toEqual([]);
  });
});

test('a claim of a handset that another one replaced is answered', async () => {
  await world.given({ state: 'waiting-for-handset' });
  await world.tables.enrolments.replace(world.handset.enrolmentId);

  await world.deliver(await world.handset.claim());

  expect(world.commands()).toHaveLength(1);
});

test('when a handset was last seen is told to the hour', async () => {
  const lastSeenAt = NOW - HOUR;
  await world.tables.given({ enrolments: [world.handset.enrolment({ lastSeenAt })] });
  const seen = async () =>
    (await world.tables.enrolments.read(world.handset.enrolmentId))?.lastSeenAt;

  await world.deliver(await world.handset.claim());
  expect(await seen()).toBe(lastSeenAt);
  world.now = NOW + 1;
  await world.deliver(await world.handset.claim());
  expect(await seen()).toBe(NOW + 1);
});
