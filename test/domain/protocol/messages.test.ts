import { describe, expect, test } from '@jest/globals';
import type * as z from 'zod/mini';
import { digest } from '#domain/audit/digest.ts';
import { Claim } from '#domain/protocol/claim.ts';
import { Attestation, Receipt, Renewal, Statement } from '#domain/protocol/enrolment.ts';
import {
  CommandAnswer,
  NothingAnswer,
  Notice,
  SignedEnvelope,
  topics,
} from '#domain/protocol/envelope.ts';
import { COMMAND_REFUSALS, PASSING_REFUSALS, Report } from '#domain/protocol/report.ts';
import { aClaim, aReport, ENROLMENT_ID, HANDSET_ID, hashOf, NOW } from '../builders.ts';

const nonce = 'n'.repeat(22);
const statement = {
  model: 'SO-01M',
  sim: 'nano',
  preset: 'done',
  software: '14',
  app: '1.0',
  enrolmentKey: ENROLMENT_ID,
  codeHash: digest('12345678'),
  iat: NOW / 1000,
};
const renewal = {
  enrolmentId: ENROLMENT_ID,
  certificateKey: digest('new key'),
  counter: 1,
  iat: NOW / 1000,
};
const receipt = { wipeId: `${ENROLMENT_ID}.1`, commandHash: hashOf(1) };
const attestation = { handsetId: HANDSET_ID, resetAt: NOW / 1000 };

const MESSAGES: [string, z.ZodMiniType, object][] = [
  ['a claim', Claim, aClaim()],
  ['a report', Report, aReport()],
  ['a statement', Statement, statement],
  ['a renewal', Renewal, renewal],
  ['a receipt', Receipt, receipt],
  ['an attestation', Attestation, attestation],
  ['a signed envelope', SignedEnvelope, { v: 1, jws: 'a.b.c' }],
  ['a notice', Notice, { v: 1 }],
  ['a "nothing"', NothingAnswer, { v: 1, nothing: nonce }],
];

describe.each(MESSAGES)('%s', (_, schema, message) => {
  test('is taken as it should be', () => {
    expect(schema.safeParse(message)).toEqual({ success: true, data: message });
  });

  test('has no other members', () => {
    expect(schema.safeParse({ ...message, more: 1 }).success).toBe(false);
  });

  test.each(Object.keys(message))('has %s', (name) => {
    const { [name]: _left, ...rest } = Object.fromEntries(Object.entries(message));

    expect(schema.safeParse(rest).success).toBe(false);
  });
});

describe('the bounds', () => {
  test.each<[string, z.ZodMiniType, object]>([
    ['a claim with a short nonce', Claim, aClaim({ nonce: 'n'.repeat(21) })],
    ['a claim with a long nonce', Claim, aClaim({ nonce: 'n'.repeat(65) })],
    ['a claim with a nonce of other letters', Claim, aClaim({ nonce: 'é'.repeat(22) })],
    ['a claim that holds something else', Claim, aClaim({ holding: 'something' })],
    ['a claim that does not count', Claim, aClaim({ counter: 0 })],
    ['a claim with a broken counter', Claim, aClaim({ counter: 1.5 })],
    ['a claim beyond counting', Claim, aClaim({ counter: 2 ** 53 })],
    ['a report with free text', Report, aReport({ reason: 'It did not work.' })],
    ['a report with a long reason', Report, aReport({ reason: 'a'.repeat(65) })],
    ['a report of an unknown phase', Report, { ...aReport(), phase: 'begun' }],
    ['a report without a hash', Report, aReport({ commandHash: '' })],
    [
      'a report on more storages',
      Report,
      aReport({ storages: new Array(3).fill({ kind: 'sd', result: 'erased' }) }),
    ],
    [
      'a report on an unknown storage',
      Report,
      { ...aReport(), storages: [{ kind: 'cloud', result: 'erased' }] },
    ],
    ['a statement with a long model', Statement, { ...statement, model: 'x'.repeat(41) }],
    ['a statement with no model', Statement, { ...statement, model: '' }],
    ['a statement with a long token', Statement, { ...statement, pushToken: 'x'.repeat(513) }],
    ['a statement with a long receipt', Statement, { ...statement, receipt: 'x'.repeat(4097) }],
    ['a renewal that does not count', Renewal, { ...renewal, counter: 0 }],
    ['an envelope of another version', SignedEnvelope, { v: 2, jws: 'a.b.c' }],
    ['an envelope with two parts', SignedEnvelope, { v: 1, jws: 'a.b' }],
    ['an envelope with four parts', SignedEnvelope, { v: 1, jws: 'a.b.c.d' }],
    ['an envelope with an empty part', SignedEnvelope, { v: 1, jws: 'a.b.' }],
    ['an envelope with other letters', SignedEnvelope, { v: 1, jws: 'a.b.c=' }],
    ['an envelope that is too long', SignedEnvelope, { v: 1, jws: `a.b.${'c'.repeat(8189)}` }],
    ['a long "nothing"', NothingAnswer, { v: 1, nothing: 'n'.repeat(65) }],
    ['a "nothing" and a command at once', CommandAnswer, { v: 1, jws: 'a.b.c', nothing: nonce }],
    ['an answer that says neither', CommandAnswer, { v: 1 }],
  ])('refuse %s', (_, schema, message) => {
    expect(schema.safeParse(message).success).toBe(false);
  });

  test('take an envelope as long as it may be', () => {
    const jws = `a.b.${'c'.repeat(8188)}`;

    expect(SignedEnvelope.safeParse({ v: 1, jws }).success).toBe(true);
  });

  test('take what a command topic may bring', () => {
    expect(CommandAnswer.safeParse({ v: 1, jws: 'a.b.c' }).success).toBe(true);
    expect(CommandAnswer.safeParse({ v: 1, nothing: nonce }).success).toBe(true);
  });

  test('take proofs of a reset in a statement', () => {
    const proven = { ...statement, pushToken: 't', receipt: 'a.b.c', attestation: 'd.e.f' };

    expect(Statement.safeParse(proven).success).toBe(true);
  });
});

test('the topics of an enrolment are its own', () => {
  expect(topics(ENROLMENT_ID)).toEqual({
    notice: `handsets/${ENROLMENT_ID}/notice`,
    claim: `handsets/${ENROLMENT_ID}/claim`,
    command: `handsets/${ENROLMENT_ID}/command`,
    report: `handsets/${ENROLMENT_ID}/report`,
  });
});

test('a passing refusal is one of the refusals', () => {
  expect(COMMAND_REFUSALS).toEqual(expect.arrayContaining([...PASSING_REFUSALS]));
});
