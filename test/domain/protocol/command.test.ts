import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { base64url, compactVerify, importJWK } from 'jose';
import {
  Command,
  CommandHeader,
  commandHash,
  compactJws,
  hashOfJws,
  makeCommand,
  signingInput,
} from '#domain/protocol/command.ts';
import { derToRaw } from '#domain/protocol/ecdsa-signature.ts';
import { decodePart } from '#domain/protocol/signature.ts';
import { aCommand, ENROLMENT_ID, HANDSET_ID, NOW } from '../builders.ts';
import { aKey, signInDer } from './keys.ts';

const facts = {
  issuer: 'https://wipe.example',
  wipeId: `${ENROLMENT_ID}.1`,
  enrolmentId: ENROLMENT_ID,
  handsetId: HANDSET_ID,
  nonce: 'n'.repeat(22),
  now: NOW + 999,
  life: 300_000,
  walletLocked: false,
};

describe('a command', () => {
  test('is for one wipe of one enrolment of one handset, in answer to one claim', () => {
    expect(makeCommand(facts)).toEqual({
      iss: facts.issuer,
      aud: ENROLMENT_ID,
      sub: HANDSET_ID,
      jti: `${ENROLMENT_ID}.1`,
      nonce: facts.nonce,
      counter: NOW + 999,
      iat: NOW / 1000,
      nbf: NOW / 1000,
      exp: NOW / 1000 + 300,
      erase: ['internal', 'sd'],
    });
  });

  test('keeps the wallet lock only where that had succeeded (R19)', () => {
    expect(makeCommand({ ...facts, walletLocked: true }).keep).toEqual(['wallet-lock']);
    expect(makeCommand(facts)).not.toHaveProperty('keep');
  });

  test.each<[string, object]>([
    ['an unknown member', { more: 1 }],
    ['another order to erase', { erase: ['internal'] }],
    ['more storages', { erase: ['internal', 'sd', 'cloud'] }],
    ['something else to keep', { keep: ['photos'] }],
    ['a broken time', { exp: 1.5 }],
    ['several audiences', { aud: [ENROLMENT_ID] }],
  ])('is not one with %s', (_, change) => {
    expect(Command.safeParse(aCommand()).success).toBe(true);
    expect(Command.safeParse({ ...aCommand(), ...change }).success).toBe(false);
  });
});

describe('the signing of a command', () => {
  test('is that of a JWS, put together from a DER signature', async () => {
    const key = aKey();
    const publicKey = await importJWK(key.publicJwk, 'ES256');
    for (let n = 0; n < 300; n += 1) {
      const command = aCommand({ counter: NOW + n });
      const input = signingInput(command, 'key-1');

      const jws = compactJws(input, derToRaw(signInDer(input, key)));

      const { payload, protectedHeader } = await compactVerify(jws, publicKey);
      expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'wipe-command+jwt', kid: 'key-1' });
      expect(CommandHeader.safeParse(protectedHeader).success).toBe(true);
      expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(command);
    }
  });

  test('knows the command hash before there is a signature', () => {
    const key = aKey();
    const input = signingInput(aCommand(), 'key-1');
    const hash = createHash('sha256').update(input, 'ascii').digest('base64url');

    const once = compactJws(input, derToRaw(signInDer(input, key)));
    const again = compactJws(input, derToRaw(signInDer(input, key)));

    expect(commandHash(input)).toBe(hash);
    // ECDSA is randomized: two signatures, one command.
    expect(once).not.toBe(again);
    expect([hashOfJws(once), hashOfJws(again)]).toEqual([hash, hash]);
  });

  test.each<[string, object]>([
    ['claim', { nonce: 'm'.repeat(22) }],
    ['moment', { counter: NOW + 1 }],
    ['attempt', { jti: `${ENROLMENT_ID}.2` }],
  ])('has another hash for another %s', (_, change) => {
    const input = signingInput(aCommand(), 'key-1');

    expect(commandHash(signingInput({ ...aCommand(), ...change }, 'key-1'))).not.toBe(
      commandHash(input),
    );
  });

  test('encodes header and claims as base64url JSON', () => {
    const [header = '', payload = ''] = signingInput(aCommand(), 'key-1').split('.');

    expect(decodePart(header)).toEqual({ alg: 'ES256', typ: 'wipe-command+jwt', kid: 'key-1' });
    expect(decodePart(payload)).toEqual(aCommand());
  });

  test.each([0, 63, 65, 72])('refuses a signature of %i bytes', (length) => {
    expect(() => compactJws('a.b', new Uint8Array(length))).toThrow(
      expect.objectContaining({ code: 'bad-signature' }),
    );
  });

  test('puts the signature behind the input', () => {
    const signature = new Uint8Array(64).fill(7);

    expect(compactJws('a.b', signature)).toBe(`a.b.${base64url.encode(signature)}`);
  });
});
