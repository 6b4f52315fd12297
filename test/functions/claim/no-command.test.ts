import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { NothingAnswer } from '#domain/protocol/envelope.ts';
import { REPORT_TYPE } from '#domain/protocol/report.ts';
import { signJws } from '#domain/protocol/signature.ts';
import { HOUR, SECOND } from '#domain/wipe/settings.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import {
  aClaim,
  aLine,
  anIssuedCommand,
  NOW,
  PERSON,
  type WipeOverrides,
} from '#test/domain/builders.ts';
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

  test.each<[string, WipeOverrides, string]>([
    ['a pause', { state: 'waiting-for-handset' }, 'pause'],
    ['a pause after a command', { state: 'issued' }, 'pause'],
    ['a clerk suspended', { state: 'waiting-for-handset', channel: 'shop' }, 'suspension'],
    ['a clerk suspended after a command', { state: 'issued', channel: 'shop' }, 'suspension'],
    ['a hold', { state: 'waiting-for-handset', hold: true }, 'operator'],
  ])('%s keeps the wipe back, and no workflow is answered', async (_, overrides, heldFor) => {
    if (heldFor === 'pause') await world.tables.pause(true);
    if (heldFor === 'suspension') await world.tables.standing.suspend(PERSON.id, NOW, 'too many');
    await world.given(overrides);

    await world.deliver(await world.handset.claim());

    expect(world.answers).toEqual([nothing]);
    expect(await world.wipe()).toMatchObject({
      state: 'held',
      heldFor,
      lastClaimCounter: aClaim().counter,
    });
    expect(world.callbacks.answered).toEqual([]);
  });

  test.each<[string, WipeOverrides]>([
    ['waits', { state: 'waiting-for-handset' }],
    ['a command went out for that the handset says it does not hold', { state: 'issued' }],
  ])('a withdrawal of a wipe that %s ends it, and is answered "nothing"', async (_, overrides) => {
    await world.given(overrides);
    await world.tables.withdraw();

    await world.deliver(await world.handset.claim());

    expect(world.answers).toEqual([nothing]);
    const ended = await world.wipe();
    expect(ended).toMatchObject({ state: 'cancelled' });
    expect(ended?.events.at(-1)).toMatchObject({
      detail: { withdrawn: true },
      evidence: expect.any(String),
    });
    expect(world.callbacks.answered).toEqual([['cancelled', 'a token', 'moved-on']]);
  });

  test('nothing in the way of a subscriber whose id a suspended clerk has is answered with a command', async () => {
    await world.tables.standing.suspend(PERSON.id, NOW, 'too many');
    await world.given({ state: 'waiting-for-handset', channel: 'web' });

    await world.deliver(await world.handset.claim());

    expect(world.commands()).toHaveLength(1);
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
    await world.tables.pause(true);
    await world.tables.client.send(
      new UpdateCommand({
        TableName: 'Governor',
        Key: { scope: 'dispatch', window: '0000000001' },
        UpdateExpression: 'REMOVE #s.pause',
        ExpressionAttributeNames: { '#s': 'state' },
      }),
    );

    await expect(world.deliver(await world.handset.claim())).rejects.toMatchObject({
      code: 'journal-broken',
    });
    expect(world.answers).toEqual([]);
    expect(await world.wipe()).toEqual(before);
  });

  test('a clerk’s standing that cannot be read brings no command', async () => {
    const before = await world.given({ state: 'waiting-for-handset', channel: 'shop' });
    await world.tables.client.send(
      new PutCommand({
        TableName: 'Governor',
        Item: { scope: `clerk-standing#${PERSON.id}`, window: '0000000001', n: 1 },
      }),
    );

    await expect(world.deliver(await world.handset.claim())).rejects.toThrow();
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
