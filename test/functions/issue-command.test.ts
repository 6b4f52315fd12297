import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { digest } from '#domain/audit/digest.ts';
import { hashOfJws } from '#domain/protocol/command.ts';
import { type CommandAnswer, NothingAnswer, SignedEnvelope } from '#domain/protocol/envelope.ts';
import { judgeCommand } from '#domain/protocol/judge-command.ts';
import { REPORT_TYPE } from '#domain/protocol/report.ts';
import { signJws } from '#domain/protocol/signature.ts';
import { HOUR, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { issueCommand } from '#functions/issue-command.ts';
import {
  aClaim,
  aLine,
  anIssuedCommand,
  aWipe,
  NOW,
  VERDICT_TIME,
  type WipeOverrides,
} from '#test/domain/builders.ts';
import { aKey } from '#test/domain/protocol/keys.ts';
import { recordedCallbacks } from './callbacks.ts';
import { crashAfter } from './crash.ts';
import { aHandset, type Handset } from './handset.ts';
import { aSigningKey } from './signing-key.ts';
import { startTables, type Tables } from './tables.ts';

let tables: Tables;
let handset: Handset;
let callbacks: ReturnType<typeof recordedCallbacks>;
let answers: CommandAnswer[];
let now: number;
let commandKey: ReturnType<typeof aSigningKey>;
beforeEach(async () => {
  tables = await startTables();
  handset = await aHandset();
  callbacks = recordedCallbacks();
  commandKey = aSigningKey();
  answers = [];
  now = NOW;
  await tables.given({ lines: [aLine()], enrolments: [handset.enrolment()] });
});
afterEach(() => tables.stop());

const dependencies = () => ({
  ...tables,
  topics: {
    async answer(enrolmentId: string, answer: CommandAnswer) {
      expect(enrolmentId).toBe(handset.enrolmentId);
      answers.push(answer);
    },
  },
  commandKey,
  callbacks,
  now: () => now,
  issuer: 'remote-wipe',
  commandLife: 5 * MINUTE,
  verdictTime: VERDICT_TIME,
});
type Dependencies = ReturnType<typeof dependencies>;
const deliver = (event: unknown, more: Partial<Dependencies> = {}) =>
  issueCommand({ ...dependencies(), ...more })(event);

const callback = { task: 'dispatch', token: 'a token' } as const;
const given = async (overrides: WipeOverrides) => {
  const { enrolmentId, handsetId } = handset;
  const wipe = aWipe({ enrolmentId, handsetId, callback, ...overrides });
  await tables.wipes.put(wipe);
  return wipe;
};
const wipe = () => tables.wipes.latest(handset.enrolmentId);
const nothing = (nonce = aClaim().nonce) => NothingAnswer.parse({ v: 1, nothing: nonce });
const commands = () => answers.flatMap((answer) => SignedEnvelope.safeParse(answer).data ?? []);

describe('a claim while a wipe waits', () => {
  test('is answered with a command that its handset obeys, and no other', async () => {
    await given({ state: 'waiting-for-handset' });

    await deliver(await handset.claim());

    const [{ jws } = { jws: '' }] = commands();
    const pinned = await commandKey.named();
    const context = {
      enrolmentId: handset.enrolmentId,
      handsetId: handset.handsetId,
      pinnedKeys: [pinned],
      outstanding: { nonce: aClaim().nonce, ageMs: 0 },
      spentNonces: [],
      lastCounter: 0,
      trustedNow: NOW,
    };
    expect(await judgeCommand(jws, context)).toMatchObject({
      verdict: 'obey',
      command: { jti: `${handset.enrolmentId}.1`, erase: ['internal', 'sd'] },
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

  test('leaves the command’s hash on the wipe, and never the command', async () => {
    await given({ state: 'waiting-for-handset' });

    await deliver(await handset.claim({ counter: 7 }));

    const [{ jws } = { jws: '' }] = commands();
    const stored = await wipe();
    const { kid } = await commandKey.named();
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

  test('reads, writes, signs and sends, in this order', async () => {
    await given({ state: 'waiting-for-handset' });
    const { dependencies: recorded, calls } = crashAfter(dependencies(), Number.POSITIVE_INFINITY);

    await issueCommand(recorded)(await handset.claim());

    expect(calls).toEqual([
      'enrolments.read',
      'wipes.latest',
      'commandKey.named',
      'lines.owned',
      'governor.isPaused',
      'wipes.save',
      'commandKey.sign',
      'topics.answer',
    ]);
  });

  test.each([
    ['succeeded', ['wallet-lock']],
    ['pending', undefined],
    ['none', undefined],
  ] as const)('keeps the wallet lock only where it has succeeded (%s)', async (lock, keep) => {
    await tables.given({ lines: [aLine({ locks: { device: 'succeeded', wallet: lock } })] });
    await given({ state: 'waiting-for-handset' });

    await deliver(await handset.claim());

    expect(decodeJwt(commands()[0]?.jws ?? '')['keep']).toEqual(keep);
  });
});

describe('a pause that was read more than a second ago', () => {
  const late = async (event: unknown, slow: 'save' | 'sign', pause: number) => {
    const { save } = tables.wipes;
    const { sign } = commandKey;
    await deliver(event, {
      wipes: {
        ...tables.wipes,
        async save(...given) {
          await save(...given);
          if (slow === 'save') now += pause;
        },
      },
      commandKey: {
        ...commandKey,
        async sign(input) {
          expect(slow).toBe('sign');
          now += pause;
          return sign(input);
        },
      },
    });
  };

  test('stops the command before it is signed', async () => {
    await given({ state: 'waiting-for-handset' });

    await late(await handset.claim(), 'save', SECOND + 1);

    expect(answers).toEqual([]);
    expect(await wipe()).toMatchObject({ state: 'issued' });
  });

  test('stops the command before it is sent', async () => {
    await given({ state: 'waiting-for-handset' });

    await late(await handset.claim(), 'sign', SECOND + 1);

    expect(answers).toEqual([]);
  });

  test('stops nothing within that second', async () => {
    await given({ state: 'waiting-for-handset' });

    await late(await handset.claim(), 'sign', SECOND);

    expect(commands()).toHaveLength(1);
  });
});

describe('deliveries of one claim', () => {
  test('twenty at once issue once', async () => {
    await given({ state: 'waiting-for-handset' });
    const claim = await handset.claim();

    await Promise.all(Array.from({ length: 20 }, () => deliver(claim)));

    expect(answers).toHaveLength(1);
    expect((await wipe())?.commands).toHaveLength(1);
  });

  test('late ones are dropped', async () => {
    await given({ state: 'waiting-for-handset' });
    const claim = await handset.claim({ counter: 5 });
    await deliver(claim);
    const issued = await wipe();

    now = NOW + 20 * SECOND;
    await deliver(claim);
    await deliver(await handset.claim({ counter: 4 }));

    expect(answers).toHaveLength(1);
    expect(await wipe()).toEqual(issued);
  });
});

describe('claims of a handset that goes on claiming', () => {
  test('are answered with silence until ten seconds after a command', async () => {
    await given({ state: 'waiting-for-handset' });
    await deliver(await handset.claim({ counter: 1 }));
    const issued = await wipe();

    now = NOW + 10 * SECOND - 1;
    await deliver(await handset.claim({ counter: 2 }, { receivedAt: now }));
    expect(await wipe()).toEqual(issued);
    now = NOW + 10 * SECOND;
    await deliver(await handset.claim({ counter: 3 }, { receivedAt: now }));

    expect(commands()).toHaveLength(2);
    expect((await wipe())?.commands).toHaveLength(2);
  });

  test('two that differ, at once, issue once', async () => {
    await given({ state: 'waiting-for-handset' });
    const claims = [await handset.claim({ counter: 1 }), await handset.claim({ counter: 2 })];

    await Promise.all(claims.map((claim) => deliver(claim)));

    expect(commands()).toHaveLength(1);
  });
});

describe('when KMS fails', () => {
  const failing = {
    sign: async () => {
      throw new Error('KMS is throttled');
    },
  };

  test('the wipe stays issued, the claim is spent, and a later claim issues anew', async () => {
    await given({ state: 'waiting-for-handset' });
    const claim = await handset.claim({ counter: 1 });
    const broken = { commandKey: { ...commandKey, ...failing } };

    await expect(deliver(claim, broken)).rejects.toThrow('throttled');
    await deliver(claim);
    expect(answers).toEqual([]);
    expect(await wipe()).toMatchObject({ state: 'issued' });

    now = NOW + MINUTE;
    await deliver(await handset.claim({ counter: 2 }, { receivedAt: now }));
    expect(commands()).toHaveLength(1);
    expect((await wipe())?.commands).toHaveLength(2);
  });

  test('before anything is written, the same claim issues', async () => {
    await given({ state: 'waiting-for-handset' });
    const claim = await handset.claim();
    const named = async () => {
      throw new Error('KMS is away');
    };

    await expect(deliver(claim, { commandKey: { ...commandKey, named } })).rejects.toThrow('away');
    expect(await wipe()).toMatchObject({ state: 'waiting-for-handset' });
    await deliver(claim);

    expect(commands()).toHaveLength(1);
  });
});

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
    await tables.given({ lines: [aLine(line)] });
    await given(overrides);

    await deliver(await handset.claim());

    expect(answers).toEqual([nothing()]);
    const ended = await wipe();
    expect(ended).toMatchObject(outcome);
    expect(ended?.events.at(-1)).toMatchObject({ evidence: expect.any(String) });
    expect(callbacks.answered).toEqual([[ended?.state, 'a token', 'moved-on']]);
  });

  test.each<[string, WipeOverrides, boolean]>([
    ['a pause', { state: 'waiting-for-handset' }, true],
    ['a pause after a command', { state: 'issued' }, true],
    ['a hold', { state: 'waiting-for-handset', hold: true }, false],
  ])('%s keeps the wipe back, and no workflow is answered', async (_, overrides, paused) => {
    await tables.pause(paused);
    await given(overrides);

    await deliver(await handset.claim());

    expect(answers).toEqual([nothing()]);
    expect(await wipe()).toMatchObject({
      state: 'held',
      heldFor: paused ? 'pause' : 'operator',
      lastClaimCounter: aClaim().counter,
    });
    expect(callbacks.answered).toEqual([]);
  });

  test.each(
    STATE_NAMES.filter((s) => !['waiting-for-handset', 'issued', 'unconfirmed'].includes(s)),
  )('nothing to do (%s) is answered "nothing" and changes nothing', async (state) => {
    const before = await given({ state });

    await deliver(await handset.claim());

    expect(answers).toEqual([nothing()]);
    expect(await wipe()).toEqual(before);
  });

  test('no wipe at all is answered "nothing"', async () => {
    await deliver(await handset.claim());

    expect(answers).toEqual([nothing()]);
  });

  test('a switch that cannot be read brings no command', async () => {
    const before = await given({ state: 'waiting-for-handset' });
    const governor = { isPaused: async () => Promise.reject(new Error('unreadable')) };

    await expect(deliver(await handset.claim(), { governor })).rejects.toThrow('unreadable');
    expect(answers).toEqual([]);
    expect(await wipe()).toEqual(before);
  });

  test('its own command is answered "nothing", however often', async () => {
    const before = await given({ state: 'issued' });
    const holding = anIssuedCommand().commandHash;

    for (const counter of [50, 51, 52]) await deliver(await handset.claim({ holding, counter }));

    expect(answers).toEqual([nothing(), nothing(), nothing()]);
    expect(await wipe()).toEqual(before);
  });
});

describe('a claim is dropped without an answer', () => {
  const stranger = aKey();

  test.each<[string, () => Promise<unknown>]>([
    ['from another client', () => handset.claim({}, { clientId: digest('other') })],
    ['more than 30 s old', () => handset.claim({}, { receivedAt: NOW - 30 * SECOND - 1 })],
    ['signed by another key', () => handset.claim({}, {}, stranger.jwk)],
    ['signed by the hardware key', () => handset.claim({}, {}, handset.hardware.jwk)],
    ['for another enrolment', () => handset.claim({ enrolmentId: digest('other') })],
    ['without a counter', () => handset.claim({ counter: 0 })],
    [
      'of an unknown enrolment',
      () => handset.claim({}, { enrolmentId: digest('x'), clientId: digest('x') }),
    ],
    ['of another version', () => handset.claim({}, { v: 2 })],
    ['that is no JWS', () => handset.claim({}, { jws: 'a.b' })],
    ['that is too long to keep', () => handset.claim({}, { jws: `a.b.${'c'.repeat(2048)}` })],
    ['that is nothing at all', async () => undefined],
    [
      'that is a report',
      async () => ({
        ...(await handset.claim()),
        jws: await signJws(aClaim(), { typ: REPORT_TYPE, key: handset.life.jwk }),
      }),
    ],
  ])('%s', async (_, event) => {
    const before = await given({ state: 'waiting-for-handset' });

    await deliver(await event());

    expect(answers).toEqual([]);
    expect(await wipe()).toEqual(before);
  });

  test('of a life that is over', async () => {
    await given({ state: 'waiting-for-handset' });
    await tables.enrolments.end(handset.enrolmentId);

    await deliver(await handset.claim());

    expect(answers).toEqual([]);
  });
});

test('a claim of a handset that another one replaced is answered', async () => {
  await given({ state: 'waiting-for-handset' });
  await tables.enrolments.replace(handset.enrolmentId);

  await deliver(await handset.claim());

  expect(commands()).toHaveLength(1);
});

test('when a handset was last seen is told to the hour', async () => {
  const lastSeenAt = NOW - HOUR;
  await tables.given({ enrolments: [handset.enrolment({ lastSeenAt })] });
  const seen = async () => (await tables.enrolments.read(handset.enrolmentId))?.lastSeenAt;

  await deliver(await handset.claim());
  expect(await seen()).toBe(lastSeenAt);
  now = NOW + 1;
  await deliver(await handset.claim());
  expect(await seen()).toBe(NOW + 1);
});
