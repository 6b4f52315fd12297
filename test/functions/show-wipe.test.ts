import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import type { StorageResult } from '#domain/protocol/report.ts';
import { annotate } from '#domain/wipe/advance.ts';
import { decideEnrolment } from '#domain/wipe/decide-enrolment.ts';
import { decideReport } from '#domain/wipe/decide-report.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import { hasEnded, STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';
import { HOLDS, type Wipe } from '#domain/wipe/wipe.ts';
import { WipeList, WipeView } from '#functions/contract/bodies.ts';
import { wipeView } from '#functions/http/views.ts';
import { listWipes } from '#functions/list-wipes.ts';
import { wordsOfEnd } from '#functions/messages/texts/end.ts';
import { showRecord } from '#functions/show-record.ts';
import { showWipe } from '#functions/show-wipe.ts';
import {
  aLine,
  allTold,
  aReport,
  aWipe,
  ENROLMENT_ID,
  LINE_ID,
  NOW,
  VERDICT_TIME,
} from '#test/domain/builders.ts';
import { type Call, call } from './api-call.ts';
import { startTables, type Tables } from './tables.ts';

let tables: Tables;
const wipe = aWipe({
  state: 'waiting-for-handset',
  callback: { task: 'dispatch', token: 'secret' },
});
const ended = aWipe({ state: 'erased', enrolmentId: digest('ended') });
const events = ended.events.length;
const sealed = annotate(aWipe({ state: 'erased', enrolmentId: digest('sealed') }), NOW, {
  record: { revision: 2, hash: digest('record'), sealedAt: NOW, events },
});
const foreign = aWipe({ enrolmentId: digest('foreign'), account: 'account-2' });
const moved = aWipe({ enrolmentId: digest('moved'), lineId: 'line-2' });
beforeAll(async () => {
  tables = await startTables();
  const elsewhere = aLine({ lineId: 'line-2', account: 'account-2' });
  await tables.given({ lines: [aLine(), elsewhere], wipes: [wipe, ended, sealed, foreign, moved] });
});
afterAll(() => tables.stop());

const show = ({ wipeId }: { wipeId: string }, made: Call = {}, now = NOW + MINUTE) =>
  call(showWipe({ ...tables, now: () => now }), { path: { wipeId }, ...made });

describe('a wipe', () => {
  test('is shown with its timeline, what it waits for, and when to ask again', async () => {
    const answer = await show(wipe);

    expect(WipeView.parse(answer.body)).toEqual(answer.body);
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        etag: expect.stringMatching(/^"[\w-]{43}"$/),
        'retry-after': '30',
        'cache-control': expect.stringContaining('private'),
      },
      body: {
        number: '*******5678',
        model: 'SO-01M',
        modelName: 'Sony Xperia 5',
        state: 'waiting-for-handset',
        waitsFor: 'handset',
        cancellation: 'possible',
        settled: false,
        timeline: [{ type: 'requested', by: 'person' }, { type: 'released' }],
      },
    });
  });

  test('is worth asking for soon while the service itself is at work, or the handset was called just now', async () => {
    expect((await show(ended)).headers['retry-after']).toBe('2');
    expect((await show(wipe, {}, NOW + MINUTE - 1)).headers['retry-after']).toBe('2');
  });

  test('keeps tokens, hashes of requests and people’s ids inside', async () => {
    const text = JSON.stringify(await show(wipe));

    for (const inside of ['secret', wipe.requestHash, wipe.requestKeyHash, wipe.requestedBy])
      expect(text).not.toContain(inside);
  });

  test('that did not change is not sent again', async () => {
    const { etag = '' } = (await show(wipe)).headers;

    for (const known of [etag, `W/${etag}`, `"0", ${etag}`, '*']) {
      const answer = await show(wipe, { headers: { 'if-none-match': known } });
      expect(answer).toMatchObject({ status: 304, body: {}, headers: { etag } });
    }
  });

  test('is sent again when its line’s number changed', async () => {
    const { etag = '' } = (await show(wipe)).headers;
    await tables.given({ lines: [aLine({ number: '09012340000' })] });

    const answer = await show(wipe, { headers: { 'if-none-match': etag } });
    await tables.given({ lines: [aLine()] });

    expect(answer).toMatchObject({ status: 200, body: { number: '*******0000' } });
  });

  test.each(['"0"', '0', '', '"', 'W/', `"${wipe.version}"`])(
    'is sent to whoever knows only %j',
    async (known) => {
      const answer = await show(wipe, { headers: { 'if-none-match': known } });

      expect(answer.status).toBe(200);
    },
  );

  test('of somebody else, or of a line that went to somebody else, looks missing', async () => {
    const missing = await show({ wipeId: `${ENROLMENT_ID}.9` });

    expect(missing).toMatchObject({ status: 404, problem: 'wipe-not-found' });
    expect(await show(foreign)).toEqual(missing);
    expect(await show(moved)).toEqual(missing);
    expect(await show({ wipeId: 'not an id' })).toEqual(missing);
  });
});

describe('what keeps a wipe back', () => {
  test.each(HOLDS)('is shown while it is held: %s', (heldFor) => {
    expect(wipeView(aWipe({ state: 'held', heldFor })).heldFor).toBe(heldFor);
  });

  test.each(STATE_NAMES.filter((state) => state !== 'held'))('is nothing when %s', (state) => {
    expect(wipeView(aWipe({ state }))).not.toHaveProperty('heldFor');
  });
});

describe('what a wipe waits for', () => {
  const WAITS: Readonly<Record<WipeState, string>> = {
    requested: 'service',
    'awaiting-approval': 'approval',
    held: 'release',
    'waiting-for-handset': 'handset',
    issued: 'verdict',
    accepted: 'verdict',
    erased: 'sealing',
    unconfirmed: 'sealing',
    failed: 'sealing',
    refused: 'sealing',
    rejected: 'sealing',
    cancelled: 'sealing',
    expired: 'sealing',
  };

  test.each(STATE_NAMES)('when %s', (state) => {
    const view = wipeView(aWipe({ state }));

    expect(view.waitsFor).toBe(WAITS[state]);
    expect(view.settled).toBe(false);
    expect(view.reason !== undefined || view.proof !== undefined).toBe(
      hasEnded(state) && !['unconfirmed', 'cancelled'].includes(state),
    );
  });

  test('is nothing once it is settled', () => {
    const told: Wipe = { ...sealed, messages: allTold(sealed) };

    expect(wipeView(told)).toMatchObject({
      waitsFor: 'nothing',
      settled: true,
      record: `/v1/wipes/${sealed.wipeId}/record`,
    });
  });

  test('has an end once no further command will be sent, and none any more at the end', () => {
    const verdictUntil = NOW + MINUTE;

    expect(wipeView(aWipe({ state: 'accepted', verdictUntil })).verdictUntil).toBe(
      new Date(verdictUntil).toISOString(),
    );
    expect(wipeView(aWipe({ state: 'issued', verdictUntil })).verdictUntil).toBeDefined();
    expect(wipeView(aWipe({ state: 'issued' }))).not.toHaveProperty('verdictUntil');
    expect(wipeView(aWipe({ state: 'unconfirmed', verdictUntil }))).not.toHaveProperty(
      'verdictUntil',
    );
  });

  test('tells of a cancel wish', () => {
    const cancelRequestedAt = NOW;

    expect(wipeView(aWipe({ state: 'issued', cancelRequestedAt })).cancellation).toBe('wished');
    expect(wipeView(aWipe({ state: 'accepted', cancelRequestedAt })).cancellation).toBe('too-late');
    expect(wipeView(aWipe({ state: 'erased' })).cancellation).toBe('ended');
  });
});

describe('the wipes of a line', () => {
  const list = (made: Call = {}) => call(listWipes(tables), { path: { lineId: LINE_ID }, ...made });

  test('are the present owner’s', async () => {
    const answer = await list();

    expect(WipeList.parse(answer.body)).toEqual(answer.body);
    const ids = WipeList.parse(answer.body).wipes.map(({ wipeId }) => wipeId);
    expect(ids.sort()).toEqual([wipe, ended, sealed].map(({ wipeId }) => wipeId).sort());
  });

  test('are nobody else’s', async () => {
    expect(await list({ claims: { account: 'account-2' } })).toMatchObject({
      status: 404,
      problem: 'line-not-found',
    });
    const elsewhere = await list({ path: { lineId: 'line-2' }, claims: { account: 'account-2' } });
    expect(elsewhere.body).toEqual({ wipes: [] });
  });
});

describe('the record', () => {
  const kept = { record: { v: 1 }, jws: 'a.b.c', key: { kid: 'k', jwk: aJwk() } };
  const asked: unknown[] = [];
  const record = ({ wipeId }: { wipeId: string }) =>
    call(
      showRecord({
        ...tables,
        records: {
          async get(...which) {
            asked.push(which);
            return kept;
          },
        },
      }),
      { path: { wipeId } },
    );

  test('is the latest revision, as it was sealed', async () => {
    expect(await record(sealed)).toMatchObject({ status: 200, body: kept });
    expect(asked).toEqual([[sealed.wipeId, 2]]);
  });

  test('is not there before it is sealed', async () => {
    expect(await record(ended)).toMatchObject({
      status: 404,
      problem: 'record-not-ready',
      headers: { 'retry-after': '5' },
    });
  });

  test('of somebody else’s wipe looks like that of a missing one', async () => {
    expect(await record(foreign)).toMatchObject({ problem: 'wipe-not-found' });
  });
});

function aJwk() {
  return { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } as const;
}

describe('the SD card', () => {
  const INTERNAL = { kind: 'internal', result: 'erased' } as const;
  const reported = (sd: readonly StorageResult[]) => {
    const report = aReport({ phase: 'erased', storages: [INTERNAL, ...sd] });
    const context = { now: NOW, verdictTime: VERDICT_TIME, evidence: 'a.report.jws' };
    const decision = decideReport(aWipe({ state: 'accepted' }), report, context);
    if (decision.kind !== 'change') throw new Error('the report did not count');
    return wipeView(decision.wipe);
  };

  test.each(['erased', 'no-card', 'failed', 'unknown'] as const)(
    'is told apart, as the handset reported it: %s (R17, R18)',
    (result) => {
      const view = reported([{ kind: 'sd', result }]);

      expect(view.state).toBe('erased');
      expect(view.storages).toEqual([INTERNAL, { kind: 'sd', result }]);
    },
  );

  test('is left out where the handset said nothing of it (R18)', () => {
    const proof = { kind: 'attestation', evidence: 'an.attestation.jws' } as const;
    const effect = decideEnrolment(aWipe({ state: 'accepted' }), { proof, now: NOW });

    expect(reported([]).storages).toEqual([INTERNAL]);
    expect(effect.kind === 'free' && effect.wipe && wipeView(effect.wipe).storages).toEqual([
      INTERNAL,
    ]);
  });

  test('is in no message, which would have to know of each (R18)', () => {
    for (const language of ['ja', 'en'] as const)
      expect(JSON.stringify(wordsOfEnd('erased', language))).not.toMatch(/SD/);
  });
});
