import { describe, expect, test } from '@jest/globals';
import { verifyChain } from '#domain/audit/chain.ts';
import { makeRecord } from '#domain/record/record.ts';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import { ACCOUNT, aWipe, hashOf, NOW } from '../builders.ts';

const sealing = { issuer: 'https://wipe.example', sealedAt: NOW };
const ended = STATE_NAMES.filter(hasEnded);
const open = STATE_NAMES.filter((state) => !hasEnded(state));

/** The members of a record, those that only some ends have last. */
const MEMBERS = [
  'v',
  'wipeId',
  'revision',
  'issuer',
  'result',
  'enrolmentId',
  'handsetId',
  'lineId',
  'model',
  'channel',
  'requestedBy',
  'requestedAt',
  'endedAt',
  'sealedAt',
  'storages',
  'commandHashes',
  'events',
  'head',
  'reason',
  'proof',
];

describe('the record', () => {
  test.each(open)('is never made of a wipe that is %s', (state) => {
    expect(makeRecord(aWipe({ state }), sealing)).toBeUndefined();
  });

  test.each(ended)('is made of a wipe that is %s, with its whole audit', (state) => {
    const wipe = aWipe({ state });

    const record = makeRecord(wipe, sealing);

    expect(record).toMatchObject({ result: state, events: wipe.events, endedAt: wipe.endedAt });
    expect(verifyChain(wipe.wipeId, record?.events ?? [])).toEqual({
      intact: true,
      head: record?.head,
    });
  });

  test.each(ended)('holds nothing beside its members (%s)', (state) => {
    const wipe = aWipe({
      state,
      callback: { task: 'verdict', token: 'secret-token' },
      messages: ['mail:1'],
      consents: ['W_SIM_STATE_UNKNOWN'],
    });

    const record = makeRecord(wipe, sealing);

    expect(MEMBERS).toEqual(expect.arrayContaining(Object.keys(record ?? {})));
    expect(JSON.stringify(record)).not.toMatch(/secret-token|mail:1/);
    expect(JSON.stringify(record)).not.toContain(ACCOUNT);
  });

  test('tells why a wipe failed, what erased rests on, and the result of each storage', () => {
    const storages = [
      { kind: 'internal', result: 'erased' },
      { kind: 'sd', result: 'failed' },
    ] as const;

    expect(makeRecord(aWipe({ state: 'failed' }), sealing)).toMatchObject({
      reason: 'not-received',
      commandHashes: [hashOf(1)],
      storages: [],
    });
    expect(makeRecord(aWipe({ state: 'erased', storages: [...storages] }), sealing)).toMatchObject({
      proof: 'report',
      storages,
    });
  });

  test('is a further revision where one was sealed before', () => {
    const wipe = aWipe({ state: 'erased' });
    const sealed = { revision: 1, hash: hashOf('record'), sealedAt: NOW, events: 4 };

    expect(makeRecord(wipe, sealing)).toMatchObject({ revision: 1 });
    expect(makeRecord({ ...wipe, record: sealed }, sealing)).toMatchObject({ revision: 2 });
  });
});
