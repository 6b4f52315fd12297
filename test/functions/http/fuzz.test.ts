import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cancelWipe } from '#functions/cancel-wipe.ts';
import { enrol } from '#functions/enrol.ts';
import type { ApiHandler } from '#functions/http/api.ts';
import { listLines } from '#functions/list-lines.ts';
import { listWipes } from '#functions/list-wipes.ts';
import { reinstateClerk } from '#functions/reinstate-clerk.ts';
import { renewCertificate } from '#functions/renew-certificate.ts';
import { requestWipe } from '#functions/request-wipe.ts';
import { sendEnrolmentCode } from '#functions/send-enrolment-code.ts';
import { sendStepUpCode } from '#functions/send-step-up-code.ts';
import { showClerk } from '#functions/show-clerk.ts';
import { showDispatch } from '#functions/show-dispatch.ts';
import { showOneLine } from '#functions/show-line.ts';
import { showRecord } from '#functions/show-record.ts';
import { showWipe } from '#functions/show-wipe.ts';
import { switchDispatch } from '#functions/switch-dispatch.ts';
import { aLine, anEnrolment, aWipe, ENROLMENT_ID, LINE_ID } from '#test/domain/builders.ts';
import { anEvent, answerTo, CLAIMS, OPERATOR } from '../api-call.ts';
import { recordedCallbacks } from '../callbacks.ts';
import { type EnrolmentWorld, enrolmentWorld } from '../enrolment/world.ts';
import { aHandset } from '../handset.ts';

let world: EnrolmentWorld;
let handlers: Readonly<Record<string, ApiHandler>>;
let bodies: readonly object[];
beforeAll(async () => {
  world = await enrolmentWorld();
  const { tables, dependencies } = world;
  await tables.given({ lines: [aLine()], enrolments: [anEnrolment()], wipes: [aWipe()] });
  const deps = {
    ...dependencies,
    executions: { start: async () => undefined },
    callbacks: recordedCallbacks(),
    records: { get: async () => Promise.reject(new Error('no record')) },
    sms: { send: async () => undefined },
    mail: { send: async () => undefined },
    newCode: () => '12345678',
    stepUpAge: 300_000,
    deliveryDeadline: 1,
    retention: 1,
    verdictTime: 1,
  };
  handlers = {
    cancelWipe: cancelWipe(deps),
    enrol: enrol(deps),
    listLines: listLines(deps),
    listWipes: listWipes(deps),
    renewCertificate: renewCertificate(deps),
    requestWipe: requestWipe(deps),
    sendEnrolmentCode: sendEnrolmentCode(deps),
    sendStepUpCode: sendStepUpCode(deps),
    showOneLine: showOneLine(deps),
    showRecord: showRecord(deps),
    showWipe: showWipe(deps),
    reinstateClerk: reinstateClerk(deps),
    showClerk: showClerk(deps),
    showDispatch: showDispatch(deps),
    switchDispatch: switchDispatch(deps),
  };
  const handset = await aHandset();
  bodies = [
    { enrolmentId: ENROLMENT_ID, lastFour: '5678', consents: [], stepUpCode: '12345678' },
    { stepUpCode: '12345678' },
    { number: aLine().number },
    await handset.enrolBody('12345678'),
  ];
});
afterAll(() => world.tables.stop());

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.constantFrom('', '\ud800', '__proto__', '{"S":"x"}', '../..', '%00', 'a.b.c', '0'.repeat(300)),
);
/** A right member, or anything else in its place. */
const near = (right: unknown) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(right) }, fc.jsonValue(), text);
const nearly = (right: object) =>
  fc.record(
    { ...Object.fromEntries(Object.entries(right).map(([name, value]) => [name, near(value)])) },
    { requiredKeys: [] },
  );
const names = ['idempotency-key', 'content-type', 'if-none-match', 'authorization', 'x-other'];
const calls = () =>
  fc.record({
    path: fc.record({
      lineId: fc.oneof(fc.constant(LINE_ID), text),
      wipeId: fc.oneof(fc.constant(`${ENROLMENT_ID}.1`), text),
      enrolmentId: fc.oneof(fc.constant(ENROLMENT_ID), text),
    }),
    query: fc.dictionary(fc.constantFrom('after', 'other'), text),
    headers: fc.dictionary(fc.constantFrom(...names), text),
    body: fc.oneof(...bodies.map(nearly), fc.json(), text, fc.constant(undefined)),
    claims: fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      fc.constant(null),
      fc.dictionary(fc.constantFrom(...Object.keys(CLAIMS)), fc.oneof(text, fc.jsonValue())),
    ),
    base64: fc.boolean(),
  });

test.each([
  'cancelWipe',
  'enrol',
  'listLines',
  'listWipes',
  'renewCertificate',
  'requestWipe',
  'sendEnrolmentCode',
  'sendStepUpCode',
  'showOneLine',
  'showRecord',
  'showWipe',
])('whatever comes, %s answers as promised and never fails', async (name) => {
  await fc.assert(
    fc.asyncProperty(calls(), async (made) => {
      const handler = handlers[name];
      if (handler === undefined) throw new Error('no such function');

      const { status } = await answerTo(handler, anEvent(made));

      expect(status).toBeLessThan(500);
    }),
    { numRuns: 150 },
  );
});

const OPERATIONS: readonly (readonly [name: string, route: string])[] = [
  ['showDispatch', 'GET /v1/ops/dispatch'],
  ['showClerk', 'GET /v1/ops/clerks/{person}'],
  ...['pause', 'resume', 'resume/confirmation', 'withdrawal', 'withdrawal/confirmation'].map(
    (act) => ['switchDispatch', `POST /v1/ops/dispatch/${act}`] as const,
  ),
  ...['', '/confirmation'].map(
    (end) => ['reinstateClerk', `POST /v1/ops/clerks/{person}/reinstatement${end}`] as const,
  ),
];

test.each(OPERATIONS)(
  'whatever an operator sends, %s answers as promised (%s)',
  async (name, route) => {
    const decision = { reason: 'because', proposal: 1 };
    const body = fc.oneof(nearly(decision), nearly({ reason: 'because' }), fc.json(), text);
    const query = fc.dictionary(fc.constantFrom('known', 'other'), text);
    await fc.assert(
      fc.asyncProperty(body, text, query, async (sent, person, asked) => {
        const handler = handlers[name];
        if (handler === undefined) throw new Error('no such function');
        const made = { route, path: { person }, query: asked, body: sent, claims: OPERATOR };

        const { status } = await answerTo(handler, anEvent(made));

        expect(status).toBeLessThan(500);
      }),
      { numRuns: 100 },
    );
  },
);

test('an event in base64 that is none is malformed, not a failure', async () => {
  const handler = handlers['sendEnrolmentCode'];
  const event = { ...anEvent(), body: '\u0000ÿ*', isBase64Encoded: true };

  expect(handler && (await answerTo(handler, event)).problem).toBe('body-malformed');
});
