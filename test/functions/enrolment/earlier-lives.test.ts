import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import type { WipeState } from '#domain/wipe/states.ts';
import { enrol } from '#functions/enrol.ts';
import { ACCOUNT, aLine, anEnrolment, aWipe, hashOf, LINE_ID, NOW } from '#test/domain/builders.ts';
import { call } from '../api-call.ts';
import { aHandset, type Handset } from '../handset.ts';
import { type EnrolmentWorld, enrolmentWorld } from './world.ts';

let world: EnrolmentWorld;
beforeEach(async () => {
  world = await enrolmentWorld();
});
afterEach(() => world.tables.stop());

describe('the same hardware with proof of a reset', () => {
  const receiptOf = (old: Handset) =>
    old.receipt({ wipeId: `${old.enrolmentId}.1`, commandHash: hashOf(1) });

  test.each(['issued', 'accepted', 'unconfirmed'] as const)(
    'was erased, by the receipt of a wipe that was %s',
    async (state) => {
      const old = await world.enrolled();
      const callback = { task: 'verdict', token: 'a token' } as const;
      await world.wiping(old, { state, callback });
      const fresh = await aHandset(old.hardware);
      const receipt = await receiptOf(old);

      expect(await world.enrolAnew(fresh, { statement: { receipt } })).toMatchObject({
        status: 201,
      });

      expect(await world.wipeOf(old)).toMatchObject({
        state: 'erased',
        proof: 'receipt',
        nextActionAt: expect.any(Number),
      });
      expect((await world.wipeOf(old))?.events.at(-1)).toMatchObject({ evidence: receipt });
      expect(world.callbacks.answered).toEqual([['erased', 'a token', 'moved-on']]);
      expect(await world.enrolmentOf(old)).toMatchObject({ state: 'over' });
      expect(world.revoked).toEqual([world.issued[0]]);
      const { enrolments } = (await world.line()) ?? {};
      expect(enrolments).toMatchObject([{ enrolmentId: fresh.enrolmentId }]);
    },
  );

  test.each([
    ['issued', 'erased'],
    ['accepted', 'erased'],
    ['unconfirmed', 'erased'],
    ['requested', 'refused'],
    ['held', 'refused'],
    ['waiting-for-handset', 'refused'],
    ['cancelled', 'cancelled'],
  ] as const)('attested: a wipe that was %s is %s', async (state, after) => {
    const old = await world.enrolled();
    await world.wiping(old, { state });
    world.setNow(NOW + DAY);
    const fresh = await aHandset(old.hardware);
    const attestation = await fresh.attestation(NOW + DAY, world.platform.key);

    expect(await world.enrolAnew(fresh, { statement: { attestation } })).toMatchObject({
      status: 201,
    });

    const wipe = await world.wipeOf(old);
    expect(wipe?.state).toBe(after);
    if (after === 'refused') expect(wipe).toMatchObject({ reason: 'enrolled-anew' });
    if (after === 'erased') expect(wipe).toMatchObject({ proof: 'attestation' });
  });

  test('attested is erased, though a receipt of another wipe comes with it', async () => {
    const old = await world.enrolled();
    await world.wiping(old, { state: 'unconfirmed' });
    const fresh = await aHandset(old.hardware);
    const receipt = await old.receipt({ wipeId: 'earlier.1', commandHash: hashOf(1) });
    const attestation = await fresh.attestation(NOW + DAY, world.platform.key);

    await world.enrolAnew(fresh, { statement: { receipt, attestation } });

    expect(await world.wipeOf(old)).toMatchObject({ state: 'erased', proof: 'attestation' });
  });

  test.each<[string, number, WipeState]>([
    ['before this life began', NOW - SECOND, 'waiting-for-handset'],
    ['before its command was made', NOW + MINUTE, 'issued'],
  ])('is not proven by a reset from %s', async (_, resetAt, state) => {
    const old = await world.enrolled();
    const [command] = aWipe({ state: 'issued' }).commands;
    const commands = command ? [{ ...command, issuedAt: NOW + DAY }] : [];
    await world.wiping(old, state === 'issued' ? { state, commands } : { state });
    const fresh = await aHandset(old.hardware);
    const attestation = await fresh.attestation(resetAt, world.platform.key);

    expect(await world.enrolAnew(fresh, { statement: { attestation } })).toMatchObject({
      problem: 'wipe-open',
    });
    expect(await world.wipeOf(old)).toMatchObject({ state });
  });

  test('on another line ends its life on the first', async () => {
    const old = await world.enrolled();
    await world.wiping(old, { state: 'accepted' });
    const other = aLine({ lineId: 'line-2', number: '09022222222', enrolments: [] });
    await world.tables.given({ lines: [other] });
    const fresh = await aHandset(old.hardware);
    const statement = { receipt: await receiptOf(old) };

    const code = await world.code('12345678', 'line-2');
    expect(await world.enrol(fresh, code, { statement, number: other.number })).toMatchObject({
      status: 201,
    });

    expect(await world.wipeOf(old)).toMatchObject({ state: 'erased' });
    expect(await world.enrolmentOf(old)).toMatchObject({ state: 'over' });
    expect(world.announced).toMatchObject([
      { event: 'enrolled-elsewhere', lineId: LINE_ID, enrolmentId: old.enrolmentId },
      { event: 'enrolled', lineId: 'line-2', enrolmentId: fresh.enrolmentId },
    ]);
  });

  test('answers the workflow of a wipe that an enrolment before it ended and left', async () => {
    const old = await world.enrolled();
    const callback = { task: 'verdict', token: 'a token' } as const;
    await world.wiping(old, { state: 'accepted', callback });
    const fresh = await aHandset(old.hardware);
    const statement = { receipt: await receiptOf(old) };
    const dying = {
      callbacks: {
        async answer() {
          throw new Error('died between the write and the callback');
        },
      },
    };
    const body = await fresh.enrolBody(await world.code(), { statement });
    await call(enrol({ ...world.dependencies, ...dying }), { body });
    expect(await world.wipeOf(old)).toMatchObject({ state: 'erased' });

    expect(await world.enrolAnew(fresh, { statement })).toMatchObject({ status: 201 });

    expect(world.callbacks.answered).toEqual([['erased', 'a token', 'moved-on']]);
  });
});

describe('the same hardware without proof', () => {
  test.each(['requested', 'held', 'waiting-for-handset', 'issued', 'accepted'] as const)(
    'is turned away while its wipe is %s, and the owner is told',
    async (state) => {
      const old = await world.enrolled();
      const wipe = await world.wiping(old, { state });
      const fresh = await aHandset(old.hardware);

      expect(await world.enrolAnew(fresh)).toMatchObject({ status: 409, problem: 'wipe-open' });

      expect(await world.wipeOf(old)).toEqual(wipe);
      expect(await world.enrolmentOf(old)).toMatchObject({ state: 'current' });
      expect(await world.enrolmentOf(fresh)).toBeUndefined();
      expect((await world.line())?.enrolments).toMatchObject([{ enrolmentId: old.enrolmentId }]);
      expect(world.announced).toMatchObject([
        { event: 'refused', lineId: LINE_ID, enrolmentId: old.enrolmentId },
      ]);
      expect(await world.line()).not.toHaveProperty('enrolmentCode');
    },
  );

  test('on another line is turned away too, and the wipe’s owner is told', async () => {
    const old = await world.enrolled();
    await world.wiping(old, { state: 'waiting-for-handset' });
    const other = aLine({ lineId: 'line-2', number: '09022222222', enrolments: [] });
    await world.tables.given({ lines: [other] });
    const fresh = await aHandset(old.hardware);

    const code = await world.code('12345678', 'line-2');
    expect(await world.enrol(fresh, code, { number: other.number })).toMatchObject({
      problem: 'wipe-open',
    });

    expect(world.announced).toMatchObject([{ event: 'refused', lineId: LINE_ID }]);
  });

  test.each(['unconfirmed', 'failed', 'erased', 'expired'] as const)(
    'replaces a life whose wipe is %s, which stays so',
    async (state) => {
      const old = await world.enrolled();
      const wipe = await world.wiping(old, { state });
      const fresh = await aHandset(old.hardware);

      expect(await world.enrolAnew(fresh)).toMatchObject({ status: 201 });

      expect(await world.wipeOf(old)).toEqual(wipe);
      expect(await world.enrolmentOf(old)).toMatchObject({ state: 'over' });
      expect((await world.line())?.enrolments).toMatchObject([{ enrolmentId: fresh.enrolmentId }]);
    },
  );

  test('is turned away where the wipe is asked for while the certificate is made', async () => {
    const old = await world.enrolled();
    const fresh = await aHandset(old.hardware);
    const { certificates } = world.dependencies;
    const issue: typeof certificates.issue = async (enrolmentId) => {
      await world.wiping(old, { state: 'requested' });
      return certificates.issue(enrolmentId);
    };

    const body = await fresh.enrolBody(await world.code());
    const deps = { ...world.dependencies, certificates: { ...certificates, issue } };
    const answer = await call(enrol(deps), { body });

    expect(answer).toMatchObject({ status: 409, problem: 'wipe-open' });
    expect(world.revoked).toEqual([world.issued.at(-1)]);
    expect((await world.line())?.enrolments).toMatchObject([{ enrolmentId: old.enrolmentId }]);
    expect(await world.wipeOf(old)).toMatchObject({ state: 'requested' });
  });

  test.each([
    ['waiting-for-handset', 'refused'],
    ['issued', 'issued'],
  ] as const)(
    'that has enrolled before the wipe (%s) was seen leaves it %s: nothing waits for a life that is over',
    async (state, left) => {
      const old = await world.enrolled();
      const fresh = await aHandset(old.hardware);
      const { enrolments } = world.dependencies;
      const end: typeof enrolments.end = async (enrolmentId) => {
        await world.wiping(old, { state, callback: { task: 'dispatch', token: 'a token' } });
        await enrolments.end(enrolmentId);
      };

      const body = await fresh.enrolBody(await world.code());
      const deps = { ...world.dependencies, enrolments: { ...enrolments, end } };
      expect(await call(enrol(deps), { body })).toMatchObject({ status: 201 });

      const wipe = await world.wipeOf(old);
      expect(wipe?.state).toBe(left);
      const isRefused = left === 'refused';
      expect(wipe && 'reason' in wipe ? wipe.reason : '').toBe(isRefused ? 'enrolled-anew' : '');
      expect(world.callbacks.answered).toEqual(
        isRefused ? [['refused', 'a token', 'moved-on']] : [],
      );
    },
  );

  test('replaces a life that nobody wipes', async () => {
    const old = await world.enrolled();
    const fresh = await aHandset(old.hardware);

    expect(await world.enrolAnew(fresh)).toMatchObject({ status: 201 });

    expect(await world.enrolmentOf(old)).toMatchObject({ state: 'over' });
    expect(world.revoked).toEqual([world.issued[0]]);
  });
});

describe('other hardware on the line', () => {
  test('ends nothing: the earlier handset stays, replaced, with its wipe', async () => {
    const old = await world.enrolled();
    const wipe = await world.wiping(old, { state: 'issued' });
    const other = await aHandset();

    world.setNow(NOW + DAY);
    expect(await world.enrolAnew(other)).toMatchObject({ status: 201 });

    expect(await world.wipeOf(old)).toEqual(wipe);
    expect(await world.enrolmentOf(old)).toMatchObject({ state: 'replaced' });
    expect((await world.line())?.enrolments).toEqual([
      {
        enrolmentId: old.enrolmentId,
        handsetId: old.handsetId,
        account: ACCOUNT,
        since: NOW,
        until: NOW + DAY,
      },
      {
        enrolmentId: other.enrolmentId,
        handsetId: other.handsetId,
        account: ACCOUNT,
        since: NOW + DAY,
      },
    ]);
    expect(world.revoked).toEqual([]);
    expect(world.announced).toMatchObject([{ event: 'enrolled', enrolmentId: other.enrolmentId }]);
  });

  test('may give way to the first again', async () => {
    const old = await world.enrolled();
    const other = await world.enrolled();

    expect(await world.enrolAnew(old)).toMatchObject({ status: 201 });

    expect(await world.enrolmentOf(old)).toMatchObject({ state: 'current' });
    expect(await world.enrolmentOf(other)).toMatchObject({ state: 'replaced' });
    expect((await world.line())?.enrolments).toMatchObject([
      { enrolmentId: other.enrolmentId, until: NOW },
      { enrolmentId: old.enrolmentId },
    ]);
  });

  test('does not bring back a life that is over', async () => {
    const old = await world.enrolled();
    await world.tables.enrolments.end(old.enrolmentId);

    await world.enrolled();

    expect(await world.enrolmentOf(old)).toMatchObject({ state: 'over' });
  });

  test('forgets it after 90 days', async () => {
    await world.enrolled();
    await world.enrolled();

    world.setNow(NOW + 90 * DAY);
    const third = await world.enrolled();

    expect((await world.line())?.enrolments.map(({ enrolmentId }) => enrolmentId)).toContain(
      third.enrolmentId,
    );
    expect((await world.line())?.enrolments).toHaveLength(2);
  });

  test('keeps it past 90 days while a wipe of it is open', async () => {
    const old = await world.enrolled();
    await world.enrolled();
    await world.wiping(old, { state: 'waiting-for-handset' });

    world.setNow(NOW + 90 * DAY);
    await world.enrolled();

    expect((await world.line())?.enrolments).toMatchObject([
      { enrolmentId: old.enrolmentId },
      {},
      {},
    ]);
  });

  test('cannot push it off the line in 90 days, however many come and however long they stay', async () => {
    // Ten codes a day; the owner's phone had been on the line for an hour.
    const pause = DAY / 10;
    const entries = Array.from({ length: 899 }, (_, n) => ({
      enrolmentId: digest(`throwaway ${n}`),
      handsetId: digest(`hardware ${n}`),
      account: ACCOUNT,
      since: NOW + n * pause,
      until: NOW + (n + 1) * pause,
    }));
    const owners = { enrolmentId: digest('own'), handsetId: digest('own'), account: ACCOUNT };
    const enrolments = [{ ...owners, since: NOW - HOUR, until: NOW }, ...entries];
    await world.tables.given({
      lines: [aLine({ enrolments })],
      enrolments: [anEnrolment({ ...owners, state: 'replaced' })],
    });

    world.setNow(NOW + 899 * pause);
    await world.enrolled();

    const line = await world.line();
    expect(line?.enrolments).toHaveLength(901);
    expect(line?.enrolments[0]).toMatchObject(owners);
    // DynamoDB takes 400 KB an item.
    expect(JSON.stringify(line).length).toBeLessThan(250_000);
  });
});
