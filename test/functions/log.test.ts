// First of all: the logger reads its level when it is made.
import './captured-log.ts';

import { SFNClient } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import * as z from 'zod';
import { cancelWipe } from '#functions/cancel-wipe.ts';
import { LOG_CATALOGUE } from '#functions/contract/log-catalogue.ts';
import { enrol } from '#functions/enrol.ts';
import { issueCommand } from '#functions/issue-command.ts';
import { withCode } from '#functions/line/enrolment-code.ts';
import { log } from '#functions/log.ts';
import { receiveReport } from '#functions/receive-report.ts';
import { requestWipe } from '#functions/request-wipe.ts';
import { sendEnrolmentCode } from '#functions/send-enrolment-code.ts';
import { sendMessage } from '#functions/send-message.ts';
import { callbacksOf } from '#functions/workflow/execution.ts';
import { repairSafely } from '#functions/workflow/repair.ts';
import { aLine, aWipe, LINE_ID, NOW, VERDICT_TIME } from '#test/domain/builders.ts';
import { call } from './api-call.ts';
import { captureLog, lines } from './captured-log.ts';
import { aHandset, type Handset } from './handset.ts';
import { aSigningKey } from './signing-key.ts';
import { startTables, type Tables } from './tables.ts';

/** What must never stand in a line, however it gets near one. */
const CANARIES = {
  number: '09012345678',
  international: '+819012345678',
  address: 'owner@example.com',
  code: '13572468',
  pushToken: 'canary-push-token',
  callbackToken: 'canary-callback-token',
  idempotencyKey: 'canary-idempotency-key',
  accessToken: 'canary-access-token',
};
const ALL = Object.values(CANARIES);
/** How a library complains: it quotes everything. */
const complain = async () =>
  Promise.reject(Object.assign(new Error(`refused: ${ALL.join()}`), { input: ALL }));

const Line = z.object({ level: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']), code: z.string() });

let tables: Tables;
let handset: Handset;
let quiet: () => void;
beforeEach(async () => {
  tables = await startTables();
  handset = await aHandset();
  lines.length = 0;
  quiet = captureLog();
});
afterEach(async () => {
  quiet();
  await tables.stop();
});

/** The codes of the lines so far, once no line has told anything. */
function codes(): string[] {
  quiet();
  const said = lines.map((line) => Line.parse(JSON.parse(line)).code);
  for (const canary of ALL) expect(lines.join('\n')).not.toContain(canary);
  for (const code of said) expect(Object.keys(LOG_CATALOGUE)).toContain(code);
  return said;
}

const headers = {
  authorization: `Bearer ${CANARIES.accessToken}`,
  'idempotency-key': CANARIES.idempotencyKey,
};
const clock = { now: () => NOW, verdictTime: VERDICT_TIME };
const waiting = (state: 'waiting-for-handset' | 'issued') =>
  aWipe({
    state,
    enrolmentId: handset.enrolmentId,
    callback: { task: 'dispatch', token: CANARIES.callbackToken },
  });
const brokenCallbacks = () => {
  const client = mockClient(SFNClient);
  client.onAnyCommand().callsFake(complain);
  return callbacksOf(new SFNClient({}), tables.wipes);
};

describe('no line of the log tells a number, an address, a code or a token', () => {
  test('when a code cannot be sent', async () => {
    await tables.given({ lines: [aLine()] });
    const body = { number: CANARIES.number };
    const deps = { lines: tables.lines, newCode: () => CANARIES.code, now: clock.now };

    const answer = await call(sendEnrolmentCode({ ...deps, sms: { send: complain } }), {
      headers,
      body,
    });

    expect(answer.status).toBe(202);
    expect(codes()).toEqual(['code-not-sent']);
  });

  test('when a handset enrols, or does not', async () => {
    const line = withCode(aLine({ enrolments: [] }), CANARIES.code, NOW);
    await tables.given({ lines: line ? [line] : [] });
    const deps = {
      ...tables,
      certificates: {
        caPem: 'ca',
        endpoint: async () => 'mqtt',
        issue: async () => ({ arn: 'arn', pem: 'pem' }),
        revoke: complain,
      },
      push: { endpointOf: complain },
      callbacks: brokenCallbacks(),
      pushApplication: 'application',
      announcements: { publish: async () => undefined },
      platformKeys: [],
      commandKeys: async () => [],
      now: clock.now,
    };
    const statement = { pushToken: CANARIES.pushToken };
    const body = await handset.enrolBody(CANARIES.code, { statement });

    expect(await call(enrol(deps), { body, headers })).toMatchObject({ status: 201 });
    expect(await call(enrol(deps), { body, headers })).toMatchObject({ status: 403 });

    expect(codes()).toEqual(['wake-up-not-sent', 'enrolled', 'request-refused']);
  });

  test('when a request crashes, nor does the answer', async () => {
    const deps = {
      ...tables,
      lines: { owned: complain, change: complain },
      executions: { start: complain },
      announcements: { publish: complain },
      now: clock.now,
      stepUpAge: 300_000,
      deliveryDeadline: 1,
      retention: 1,
    };
    const body = { enrolmentId: handset.enrolmentId, lastFour: '5678', consents: [] };

    const answer = await call(requestWipe(deps), { path: { lineId: LINE_ID }, headers, body });

    expect(answer).toMatchObject({ status: 500, problem: 'internal' });
    for (const canary of ALL) expect(JSON.stringify(answer)).not.toContain(canary);
    expect(codes()).toEqual(['request-crashed']);
  });

  test('when a workflow cannot be answered', async () => {
    await tables.given({ lines: [aLine()], wipes: [waiting('waiting-for-handset')] });
    const callbacks = brokenCallbacks();

    const path = { wipeId: `${handset.enrolmentId}.1` };
    const announcements = { publish: complain };
    const deps = { ...tables, ...clock, callbacks, announcements, stepUpAge: 300_000 };
    const answer = await call(cancelWipe(deps), { path, headers });

    expect(answer.status).toBe(200);
    expect(codes()).toEqual(['callback-not-answered']);
  });

  test('when a handset claims and reports', async () => {
    await tables.given({
      lines: [aLine()],
      enrolments: [handset.enrolment()],
      wipes: [waiting('waiting-for-handset')],
    });
    const announcements = { publish: complain };
    const deps = { ...tables, ...clock, callbacks: brokenCallbacks(), announcements };
    const issuing = {
      ...deps,
      certificates: { revoke: complain },
      topics: { answer: async () => undefined },
      commandKey: aSigningKey(),
      issuer: 'remote-wipe',
      commandLife: 300_000,
    };
    const claim = await handset.claim();

    await issueCommand(issuing)(claim);
    await issueCommand(issuing)(claim);
    await issueCommand(issuing)({ number: CANARIES.number });
    const commandHash = (await tables.wipes.latest(handset.enrolmentId))?.commands[0]?.commandHash;
    await receiveReport(deps)(await handset.report({ commandHash: commandHash ?? '' }));
    await receiveReport(deps)(await handset.report());

    expect(codes()).toEqual([
      'command-signed',
      'message-not-announced',
      'claim-dropped',
      'claim-dropped',
      'report-counted',
      'callback-not-answered',
      'report-dropped',
    ]);
    expect(lines.join('\n')).not.toContain(claim.jws);
  });

  test('when nobody can be woken or told', async () => {
    const line = aLine({
      contacts: [
        { kind: 'mail', address: CANARIES.address, changedAt: 0 },
        { kind: 'sms', address: '+819099999999', changedAt: 0 },
      ],
      enrolments: [{ ...handset, since: 1 }].map(({ enrolmentId, handsetId, since }) => ({
        enrolmentId,
        handsetId,
        since,
      })),
    });
    const ended = aWipe({ state: 'erased', attempt: 2, enrolmentId: handset.enrolmentId });
    await tables.given({
      lines: [line],
      enrolments: [handset.enrolment({ pushEndpoint: CANARIES.pushToken })],
      wipes: [{ ...waiting('waiting-for-handset'), notices: 1, nextActionAt: NOW }, ended],
    });
    const channels = {
      topics: { notice: complain },
      push: { wake: complain },
      sms: { send: complain },
    };
    const tools = {
      ...tables,
      ...clock,
      channels,
      callbacks: brokenCallbacks(),
      announcements: { publish: complain },
      executions: { start: complain },
    };
    const key = { enrolmentId: handset.enrolmentId, attempt: 1 };
    const Message = JSON.stringify({
      v: 1,
      about: 'wipe',
      ...key,
      attempt: 2,
      event: 'ended',
    });

    await repairSafely(tools, key);
    await repairSafely({ ...tools, dispatchSwitch: { position: complain } }, key);
    const telling = sendMessage({
      ...tables,
      mail: { send: complain },
      sms: { send: complain },
      contestKey: { mac: async () => Buffer.alloc(32) },
      pageOrigin: 'https://pages.example',
      operationsAddress: CANARIES.address,
      approverAddress: CANARIES.address,
      now: clock.now,
    });
    await expect(telling({ Records: [{ Sns: { Message, MessageId: 'id' } }] })).rejects.toThrow(
      /^no contact/,
    );

    expect(codes().sort()).toEqual([
      'message-not-sent',
      'message-not-sent',
      'notice-not-sent',
      'wake-up-not-sent',
      'wake-up-not-sent',
    ]);
    expect(lines.join('\n')).not.toContain('+819099999999');
  });

  test('when a repair fails', async () => {
    await tables.given({ lines: [aLine()], wipes: [{ ...waiting('issued'), nextActionAt: NOW }] });
    const tools = {
      ...tables,
      ...clock,
      dispatchSwitch: { position: complain },
      channels: { topics: { notice: complain }, push: { wake: complain } },
      callbacks: brokenCallbacks(),
      announcements: { publish: complain },
      executions: { start: complain },
    };

    await repairSafely(tools, { enrolmentId: handset.enrolmentId, attempt: 1 });

    expect(codes()).toEqual(['repair-failed']);
  });
});

test('of an error a line keeps its name, its code and where it was thrown', () => {
  const error = Object.assign(new TypeError(CANARIES.number), { code: 'busy', secret: ALL });

  log({ code: 'repair-failed', error });

  expect(codes()).toEqual(['repair-failed']);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'ERROR',
    error: { name: 'TypeError', code: 'busy', at: expect.stringContaining('log.test') },
  });
});
