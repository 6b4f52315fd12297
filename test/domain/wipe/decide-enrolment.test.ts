import { describe, expect, test } from '@jest/globals';
import { decideEnrolment, type ResetProof } from '#domain/wipe/decide-enrolment.ts';
import { DAY } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { anIssuedCommand, aWipe, ENROLMENT_ID, hashOf, NOW } from '../builders.ts';

const LATER = NOW + DAY;
const wipeId = `${ENROLMENT_ID}.1`;
const receipt: ResetProof = {
  kind: 'receipt',
  wipeId,
  commandHash: hashOf(1),
  evidence: 'the.receipt.jws',
};
const attestation: ResetProof = { kind: 'attestation', evidence: 'the.attestation.jws' };
const enrol = (wipe: Wipe, proof?: ResetProof) => decideEnrolment(wipe, { proof, now: LATER });

const ended = ['erased', 'failed', 'refused', 'rejected', 'cancelled', 'expired'] as const;
const unissued = ['requested', 'awaiting-approval', 'held', 'waiting-for-handset'] as const;

describe('the same hardware enrols again with proof of a reset', () => {
  test.each(['issued', 'accepted', 'unconfirmed'] as const)(
    'and a wipe that was %s is erased, by its receipt',
    (state) => {
      const effect = enrol(aWipe({ state }), receipt);

      expect(effect).toMatchObject({
        kind: 'free',
        wipe: { state: 'erased', proof: 'receipt', endedAt: LATER },
      });
      expect('wipe' in effect && effect.wipe?.events.at(-1)).toMatchObject({
        type: 'erased',
        by: { kind: 'handset', id: ENROLMENT_ID },
        evidence: 'the.receipt.jws',
      });
    },
  );

  test.each(['issued', 'accepted', 'unconfirmed'] as const)(
    'and a wipe that was %s is erased, by a platform’s attestation',
    (state) => {
      expect(enrol(aWipe({ state }), attestation)).toMatchObject({
        kind: 'free',
        wipe: { state: 'erased', proof: 'attestation' },
      });
    },
  );

  test.each(unissued)('and a wipe that was only %s is refused: enrolled anew', (state) => {
    expect(enrol(aWipe({ state }), attestation)).toMatchObject({
      kind: 'free',
      wipe: { state: 'refused', reason: 'enrolled-anew' },
    });
  });

  test.each(ended)('and a wipe that is %s stays so', (state) => {
    expect(enrol(aWipe({ state }), attestation)).toEqual({ kind: 'free' });
    expect(enrol(aWipe({ state }), receipt)).toEqual({ kind: 'free' });
  });

  test('and keeps what the handset had told of the card', () => {
    const card = { kind: 'sd', result: 'failed' } as const;

    expect(enrol(aWipe({ state: 'accepted', storages: [card] }), receipt)).toMatchObject({
      wipe: { storages: [{ kind: 'internal', result: 'erased' }, card] },
    });
  });

  test('by the receipt of any of its commands', () => {
    const commands = [anIssuedCommand(), anIssuedCommand({ commandHash: hashOf(2) })];

    expect(enrol(aWipe({ state: 'issued', commands }), receipt)).toMatchObject({
      wipe: { state: 'erased' },
    });
  });
});

describe('a receipt proves nothing', () => {
  test.each<[string, ResetProof]>([
    ['of another wipe', { ...receipt, wipeId: `${ENROLMENT_ID}.2` }],
    ['of a command that this wipe never had', { ...receipt, commandHash: hashOf('other') }],
  ])('%s', (_, proof) => {
    expect(enrol(aWipe({ state: 'issued' }), proof)).toEqual({ kind: 'wipe-open', wipeId });
    expect(enrol(aWipe({ state: 'unconfirmed' }), proof)).toEqual({ kind: 'free' });
  });

  test('about a wipe that never issued a command', () => {
    expect(enrol(aWipe({ state: 'waiting-for-handset' }), receipt)).toEqual({
      kind: 'wipe-open',
      wipeId,
    });
  });
});

describe('the same hardware enrols again without proof', () => {
  test.each([...unissued, 'issued', 'accepted'] as const)(
    'and is turned away while a wipe is open (%s)',
    (state) => {
      expect(enrol(aWipe({ state }))).toEqual({ kind: 'wipe-open', wipeId });
    },
  );

  test.each([...ended, 'unconfirmed'] as const)('and a wipe that is %s stays so', (state) => {
    expect(enrol(aWipe({ state }))).toEqual({ kind: 'free' });
  });
});
