import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { digest } from '#domain/audit/digest.ts';
import { hashOfJws } from '#domain/protocol/command.ts';
import { judgeCommand } from '#domain/protocol/judge-command.ts';
import { MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { issueCommand } from '#functions/issue-command.ts';
import { aClaim, aLine, NOW } from '#test/domain/builders.ts';
import { brokenAnnouncements } from '../announcements.ts';
import { crashAfter } from '../crash.ts';
import { type ClaimWorld, claimWorld } from './world.ts';

let world: ClaimWorld;
beforeEach(async () => {
  world = await claimWorld();
});
afterEach(() => world.tables.stop());

describe('a claim while a wipe waits', () => {
  test('is answered with a command that its handset obeys, for both storages, and no other (R4)', async () => {
    await world.given({ state: 'waiting-for-handset' });

    await world.deliver(await world.handset.claim());

    const [{ jws } = { jws: '' }] = world.commands();
    const pinned = await world.commandKey.named();
    const context = {
      enrolmentId: world.handset.enrolmentId,
      handsetId: world.handset.handsetId,
      pinnedKeys: [pinned],
      outstanding: { nonce: aClaim().nonce, ageMs: 0 },
      spentNonces: [],
      lastCounter: 0,
      trustedNow: NOW,
    };
    expect(await judgeCommand(jws, context)).toMatchObject({
      verdict: 'obey',
      command: { jti: `${world.handset.enrolmentId}.1`, erase: ['internal', 'sd'] },
    });
    expect(await judgeCommand(jws, { ...context, enrolmentId: digest('other') })).toMatchObject({
      verdict: 'refuse',
      reason: 'wrong-audience',
    });
    expect(decodeProtectedHeader(jws)).toEqual({
      alg: 'ES256',
      typ: 'wipe-command+jwt',
      kid: pinned.kid,
    });
  });

  test('is not judged again: what was warned of and consented to stands', async () => {
    await world.given({ state: 'waiting-for-handset' });
    const { handset, tables } = world;
    const enrolments = [handset.enrolment({ model: 'SO-51D', sim: 'esim' })];
    await tables.given({ lines: [aLine({ status: 'suspended', plan: 'mvno' })], enrolments });

    await world.deliver(await handset.claim());

    expect(world.commands()).toHaveLength(1);
    expect(await world.wipe()).toMatchObject({ state: 'issued' });
  });

  test('leaves the command’s hash on the wipe, and never the command', async () => {
    await world.given({ state: 'waiting-for-handset' });

    await world.deliver(await world.handset.claim({ counter: 7 }));

    const [{ jws } = { jws: '' }] = world.commands();
    const stored = await world.wipe();
    const { kid } = await world.commandKey.named();
    expect(stored).toMatchObject({
      state: 'issued',
      lastClaimCounter: 7,
      commands: [{ commandHash: hashOfJws(jws), kid, issuedAt: NOW, expiresAt: NOW + 5 * MINUTE }],
    });
    expect(stored?.events.at(-1)).toMatchObject({
      type: 'command-issued',
      detail: { commandHash: hashOfJws(jws), kid },
    });
    const signature = jws.slice(jws.lastIndexOf('.'));
    expect(JSON.stringify(stored)).not.toContain(signature);
  });

  test('tells the owner of the first command, and answers the handset where that fails', async () => {
    await world.given({ state: 'waiting-for-handset' });
    const broken = { announcements: { ...world.announcements, ...brokenAnnouncements } };

    await world.deliver(await world.handset.claim({ counter: 1 }), broken);
    expect(world.commands()).toHaveLength(1);
    expect(world.announcements.announced).toEqual([]);
    world.now += 20 * SECOND;
    await world.deliver(await world.handset.claim({ counter: 2 }));

    const { enrolmentId } = world.handset;
    expect(world.announcements.announced).toEqual([
      { v: 1, about: 'wipe', enrolmentId, attempt: 1, event: 'command-issued' },
    ]);
  });

  test('tells nobody of a command again that was told', async () => {
    await world.given({ state: 'issued', messages: ['command-issued'] });
    world.now += 20 * SECOND;

    await world.deliver(await world.handset.claim({ counter: 20 }));

    expect(world.commands()).toHaveLength(1);
    expect(world.announcements.announced).toEqual([]);
  });

  test('reads, writes, signs and sends, in this order', async () => {
    await world.given({ state: 'waiting-for-handset' });
    const { dependencies: recorded, calls } = crashAfter(
      world.dependencies(),
      Number.POSITIVE_INFINITY,
    );

    await issueCommand(recorded)(await world.handset.claim());

    expect(calls).toEqual([
      'enrolments.read',
      'wipes.latest',
      'commandKey.named',
      'lines.stillOwned',
      'dispatchSwitch.position',
      'wipes.save',
      'commandKey.sign',
      'topics.answer',
      'announcements.publish',
    ]);
  });

  test.each([
    ['succeeded', ['wallet-lock']],
    ['pending', undefined],
    ['none', undefined],
  ] as const)('keeps the wallet lock only where it has succeeded (%s)', async (lock, keep) => {
    await world.tables.given({ lines: [aLine({ locks: { device: 'succeeded', wallet: lock } })] });
    await world.given({ state: 'waiting-for-handset' });

    await world.deliver(await world.handset.claim());

    expect(decodeJwt(world.commands()[0]?.jws ?? '')['keep']).toEqual(keep);
  });
});

describe('a pause that was read more than a second ago', () => {
  const late = async (event: unknown, slow: 'save' | 'sign', pause: number) => {
    const { save } = world.tables.wipes;
    const { sign } = world.commandKey;
    await world.deliver(event, {
      wipes: {
        ...world.tables.wipes,
        async save(...given) {
          await save(...given);
          if (slow === 'save') world.now += pause;
        },
      },
      commandKey: {
        ...world.commandKey,
        async sign(input) {
          expect(slow).toBe('sign');
          world.now += pause;
          return sign(input);
        },
      },
    });
  };

  test('stops the command before it is signed', async () => {
    await world.given({ state: 'waiting-for-handset' });

    await late(await world.handset.claim(), 'save', SECOND + 1);

    expect(world.answers).toEqual([]);
    expect(await world.wipe()).toMatchObject({ state: 'issued' });
  });

  test('stops the command before it is sent', async () => {
    await world.given({ state: 'waiting-for-handset' });

    await late(await world.handset.claim(), 'sign', SECOND + 1);

    expect(world.answers).toEqual([]);
  });

  test('stops nothing within that second', async () => {
    await world.given({ state: 'waiting-for-handset' });

    await late(await world.handset.claim(), 'sign', SECOND);

    expect(world.commands()).toHaveLength(1);
  });
});

describe('deliveries of one claim', () => {
  test('twenty at once issue once', async () => {
    await world.given({ state: 'waiting-for-handset' });
    const claim = await world.handset.claim();

    await Promise.all(Array.from({ length: 20 }, () => world.deliver(claim)));

    expect(world.answers).toHaveLength(1);
    expect((await world.wipe())?.commands).toHaveLength(1);
  });

  test('late ones are dropped', async () => {
    await world.given({ state: 'waiting-for-handset' });
    const claim = await world.handset.claim({ counter: 5 });
    await world.deliver(claim);
    const issued = await world.wipe();

    world.now = NOW + 20 * SECOND;
    await world.deliver(claim);
    await world.deliver(await world.handset.claim({ counter: 4 }));

    expect(world.answers).toHaveLength(1);
    expect(await world.wipe()).toEqual(issued);
  });
});

describe('claims of a handset that goes on claiming', () => {
  test('are answered with silence until ten seconds after a command', async () => {
    await world.given({ state: 'waiting-for-handset' });
    await world.deliver(await world.handset.claim({ counter: 1 }));
    const issued = await world.wipe();

    world.now = NOW + 10 * SECOND - 1;
    await world.deliver(await world.handset.claim({ counter: 2 }, { receivedAt: world.now }));
    expect(await world.wipe()).toEqual(issued);
    world.now = NOW + 10 * SECOND;
    await world.deliver(await world.handset.claim({ counter: 3 }, { receivedAt: world.now }));

    expect(world.commands()).toHaveLength(2);
    expect((await world.wipe())?.commands).toHaveLength(2);
  });

  test('two that differ, at once, issue once', async () => {
    await world.given({ state: 'waiting-for-handset' });
    const claims = [
      await world.handset.claim({ counter: 1 }),
      await world.handset.claim({ counter: 2 }),
    ];

    await Promise.all(claims.map((claim) => world.deliver(claim)));

    expect(world.commands()).toHaveLength(1);
  });
});

describe('when KMS fails', () => {
  const failing = {
    sign: async () => {
      throw new Error('KMS is throttled');
    },
  };

  test('the wipe stays issued, the claim is spent, and a later claim issues anew', async () => {
    await world.given({ state: 'waiting-for-handset' });
    const claim = await world.handset.claim({ counter: 1 });
    const broken = { commandKey: { ...world.commandKey, ...failing } };

    await expect(world.deliver(claim, broken)).rejects.toThrow('throttled');
    await world.deliver(claim);
    expect(world.answers).toEqual([]);
    expect(await world.wipe()).toMatchObject({ state: 'issued' });

    world.now = NOW + MINUTE;
    await world.deliver(await world.handset.claim({ counter: 2 }, { receivedAt: world.now }));
    expect(world.commands()).toHaveLength(1);
    expect((await world.wipe())?.commands).toHaveLength(2);
  });

  test('before anything is written, the same claim issues', async () => {
    await world.given({ state: 'waiting-for-handset' });
    const claim = await world.handset.claim();
    const named = async () => {
      throw new Error('KMS is away');
    };

    await expect(
      world.deliver(claim, { commandKey: { ...world.commandKey, named } }),
    ).rejects.toThrow('away');
    expect(await world.wipe()).toMatchObject({ state: 'waiting-for-handset' });
    await world.deliver(claim);

    expect(world.commands()).toHaveLength(1);
  });
});
