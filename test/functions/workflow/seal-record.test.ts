import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { compactVerify, importJWK } from 'jose';
import { verifyChain } from '#domain/audit/chain.ts';
import { digestOf } from '#domain/audit/digest.ts';
import { advance } from '#domain/wipe/advance.ts';
import { isSealed } from '#domain/wipe/due.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import { RecordAnswer } from '#functions/contract/bodies.ts';
import { sealRecord } from '#functions/seal-record.ts';
import { SealedRecord } from '#functions/store/records.ts';
import { aWipe, ENROLMENT_ID, NOW, SERVICE } from '#test/domain/builders.ts';
import { captureLog, lines } from '../captured-log.ts';
import { crashAfter } from '../crash.ts';
import { aSigningKey } from '../signing-key.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
let bucket: Map<string, string>;
let now: number;
const recordKey = aSigningKey();
beforeEach(async () => {
  tables = await startTables();
  bucket = new Map();
  now = NOW;
});
afterEach(() => tables.stop());

const dependencies = () => ({
  wipes: tables.wipes,
  records: {
    async put(wipeId: string, revision: number, sealed: SealedRecord) {
      const name = `${wipeId}/${revision}`;
      if (bucket.has(name)) return false;
      bucket.set(name, JSON.stringify(sealed));
      return true;
    },
    get: async (wipeId: string, revision: number) => sealed(`${wipeId}/${revision}`),
  },
  recordKey,
  issuer: 'remote-wipe',
  now: () => now,
});
const sealed = (name: string) => SealedRecord.parse(JSON.parse(bucket.get(name) ?? 'null'));

const key = { enrolmentId: ENROLMENT_ID, attempt: 1 };
const NAME = `${ENROLMENT_ID}.1`;
const seal = () => sealRecord(dependencies())(key);
const wipe = async () => {
  const found = await tables.wipes.read(key);
  if (found === undefined) throw new Error('the wipe is not there');
  return found;
};
const names = () => [...bucket.keys()].map((name) => name.replace(`${NAME}/`, ''));
/** Late proof for a wipe that was `unconfirmed`. */
const prove = async () => {
  const before = await wipe();
  const step = {
    to: 'erased',
    type: 'erased',
    by: SERVICE,
    at: NOW,
    set: { proof: 'report' },
  } as const;
  await tables.wipes.save(before, advance(before, step));
};

describe('a wipe that has ended', () => {
  test.each(STATE_NAMES.filter(hasEnded))('is sealed: %s', async (state) => {
    const ended = aWipe({ state, callback: { task: 'verdict', token: 'a token' } });
    await tables.wipes.put(ended);

    await seal();

    const { record, jws, key: signer } = sealed(`${NAME}/1`);
    expect(RecordAnswer.safeParse({ record, jws, key: signer }).success).toBe(true);
    expect(record).toMatchObject({ v: 1, revision: 1, result: state, sealedAt: NOW });
    const after = await wipe();
    expect(after.record).toEqual({
      revision: 1,
      hash: digestOf(record),
      sealedAt: NOW,
      events: ended.events.length,
    });
    expect(isSealed(after)).toBe(true);
    expect(after.callback).toBeUndefined();
  });

  test.each([
    [{ state: 'erased' }, { result: 'erased' }],
    [{ state: 'unconfirmed' }, { result: 'unconfirmed', reason: 'no-word' }],
    [
      { state: 'failed', reason: 'unknown-key' },
      { result: 'failed', reason: 'unknown-key' },
    ],
    [
      { state: 'failed', reason: 'no power' },
      { result: 'failed', reason: 'other' },
    ],
  ] as const)('is told of with its end, by codes alone: %j', async (ended, told) => {
    await tables.wipes.put(aWipe(ended));
    lines.length = 0;
    const end = captureLog();

    await seal().finally(end);

    const { code, wipeId, revision, result, reason } = JSON.parse(lines.at(-1) ?? '');
    expect({ code, wipeId, revision, result, reason }).toEqual({
      code: 'record-sealed',
      wipeId: NAME,
      revision: 1,
      ...told,
    });
  });

  test('has a record that anybody can verify, and nobody can change', async () => {
    await tables.wipes.put(aWipe({ state: 'erased' }));
    await seal();
    const { record, jws, key: signer } = sealed(`${NAME}/1`);
    const publicKey = await importJWK(signer.jwk, 'ES256');

    const { payload, protectedHeader } = await compactVerify(jws, publicKey);

    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'wipe-record+jwt', kid: signer.kid });
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(record);
    const { events } = await wipe();
    expect(record['events']).toEqual(events);
    expect(verifyChain(NAME, events)).toEqual({ intact: true, head: record['head'] });
    const [head, , signature] = jws.split('.');
    const forged = Buffer.from(JSON.stringify({ ...record, result: 'failed' })).toString(
      'base64url',
    );
    await expect(compactVerify(`${head}.${forged}.${signature}`, publicKey)).rejects.toThrow();
  });

  test('is sealed once, however often the task runs', async () => {
    await tables.wipes.put(aWipe({ state: 'erased' }));
    await seal();
    const before = await wipe();

    now = NOW + MINUTE;
    await seal();
    await Promise.all([seal(), seal()]);

    expect(names()).toEqual(['1']);
    expect(await wipe()).toEqual(before);
  });

  test('is sealed once by five runs at once', async () => {
    await tables.wipes.put(aWipe({ state: 'erased' }));

    await Promise.all(Array.from({ length: 5 }, seal));

    expect(names()).toEqual(['1']);
    expect((await wipe()).record).toMatchObject({
      hash: digestOf(sealed(`${NAME}/1`).record),
    });
  });

  test('gets another revision by late proof, and keeps the first', async () => {
    await tables.wipes.put(aWipe({ state: 'unconfirmed' }));
    await seal();
    const first = bucket.get(`${NAME}/1`);

    await prove();
    expect(isSealed(await wipe())).toBe(false);
    await seal();

    expect(names()).toEqual(['1', '2']);
    expect(bucket.get(`${NAME}/1`)).toBe(first);
    expect(sealed(`${NAME}/2`).record).toMatchObject({ revision: 2, result: 'erased' });
    expect((await wipe()).record).toMatchObject({ revision: 2 });
  });
});

describe('sealing that died', () => {
  test('anywhere is followed by sealing that finds the same record', async () => {
    let steps: string[];
    let step = 0;
    do {
      const enrolmentId = `${ENROLMENT_ID.slice(0, -2)}${10 + step}`;
      const task = { enrolmentId, attempt: 1 };
      await tables.wipes.put(aWipe({ state: 'erased', enrolmentId }));
      now = NOW;
      const dying = crashAfter(dependencies(), ++step);
      await sealRecord(dying.dependencies)(task).catch(() => undefined);
      steps = dying.calls;
      const left = bucket.get(`${enrolmentId}.1/1`);

      now = NOW + MINUTE;
      await sealRecord(dependencies())(task);

      const present = bucket.get(`${enrolmentId}.1/1`);
      if (left !== undefined) expect(present).toBe(left);
      const after = await tables.wipes.read(task);
      expect(after?.record).toMatchObject({
        revision: 1,
        hash: digestOf(sealed(`${enrolmentId}.1/1`).record),
      });
      expect(bucket.has(`${enrolmentId}.1/2`)).toBe(false);
    } while (steps.length === step);
    expect(step).toBeGreaterThan(5);
  });

  test('before late proof came leaves its revision, and one more follows', async () => {
    await tables.wipes.put(aWipe({ state: 'unconfirmed' }));
    const failing = { ...tables.wipes, save: async () => Promise.reject(new Error('died')) };
    const dying = sealRecord({ ...dependencies(), wipes: failing })(key);
    await expect(dying).rejects.toThrow('died');
    await prove();

    await seal();

    expect(sealed(`${NAME}/1`).record).toMatchObject({ result: 'unconfirmed' });
    expect(sealed(`${NAME}/2`).record).toMatchObject({ result: 'erased' });
    expect((await wipe()).record).toMatchObject({ revision: 2 });
  });
});

describe('sealing refuses', () => {
  test.each(STATE_NAMES.filter((state) => !hasEnded(state)))('an open wipe: %s', async (state) => {
    const before = aWipe({ state });
    await tables.wipes.put(before);

    await expect(seal()).rejects.toMatchObject({ name: 'OpenWipe' });
    expect(bucket.size).toBe(0);
    expect(await wipe()).toEqual(before);
  });

  test('a wipe that is not there', async () => {
    await expect(seal()).rejects.toMatchObject({ name: 'NoSuchWipe' });
  });
});
