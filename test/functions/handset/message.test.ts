import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digest } from '#domain/audit/digest.ts';
import { CLAIM_TYPE, Claim } from '#domain/protocol/claim.ts';
import { readMessage } from '#functions/handset/message.ts';
import { NOW } from '#test/domain/builders.ts';
import { aHandset } from '../handset.ts';

const KIND = { typ: CLAIM_TYPE, schema: Claim, oldest: 30_000, posthumous: false };
const handset = await aHandset();
const claim = await handset.claim();
const sources = {
  enrolments: {
    read: async (enrolmentId: string) =>
      enrolmentId === handset.enrolmentId ? handset.enrolment() : undefined,
  },
  now: () => NOW,
};

test('a message of its own handset is believed', async () => {
  expect(await readMessage(claim, KIND, sources)).toMatchObject({
    kind: 'believed',
    jws: claim.jws,
    enrolment: { enrolmentId: handset.enrolmentId },
  });
});

test('whatever else comes is dropped, and never a failure', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('a.b.c'), fc.constant('..'));
  const near = fc
    .record({
      v: fc.constant(1),
      jws: text,
      enrolmentId: fc.constantFrom(handset.enrolmentId, digest('other')),
      clientId: fc.constantFrom(handset.enrolmentId, digest('other')),
      principal: text,
      receivedAt: fc.oneof(fc.constant(NOW), fc.integer()),
    })
    .map((event): unknown => event);

  await fc.assert(
    fc.asyncProperty(fc.oneof(near, fc.anything()), async (event) => {
      expect(await readMessage(event, KIND, sources)).toMatchObject({ kind: 'dropped' });
    }),
    { numRuns: 500 },
  );
});

test('a message with one letter of its signature changed is dropped', async () => {
  const start = claim.jws.lastIndexOf('.') + 1;

  for (let at = start; at < claim.jws.length - 1; at++) {
    const letter = claim.jws[at] === 'A' ? 'B' : 'A';
    const jws = `${claim.jws.slice(0, at)}${letter}${claim.jws.slice(at + 1)}`;
    expect(await readMessage({ ...claim, jws }, KIND, sources)).toMatchObject({ kind: 'dropped' });
  }
});
