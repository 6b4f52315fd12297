import { beforeAll, describe, expect, test } from '@jest/globals';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { type Sealed, verifiedRecord } from '#browser/record/verify.ts';
import { PublicJwk, thumbprint } from '#domain/protocol/signature.ts';
import { RECORD_TYPE } from '#domain/record/record.ts';

const record = {
  v: 1,
  wipeId: `${'e'.repeat(43)}.1`,
  revision: 1,
  issuer: 'urn:remote-wipe:test',
  result: 'erased',
  proof: 'report',
  enrolmentId: 'e'.repeat(43),
  lineId: 'line-0001',
  model: 'SO-01M',
  channel: 'web',
  requestedAt: 1,
  endedAt: 2,
  sealedAt: 3,
  storages: [{ kind: 'internal', result: 'erased' }],
  events: [{ n: 1, at: 1, type: 'requested', by: { kind: 'person', id: 'p-1' }, to: 'requested' }],
  head: 'h',
};

let sealed: Sealed;
let other: Sealed['key'];
beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const jwk = PublicJwk.parse(await exportJWK(pair.publicKey));
  const kid = await thumbprint(jwk);
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(record)))
    .setProtectedHeader({ alg: 'ES256', typ: RECORD_TYPE, kid })
    .sign(pair.privateKey);
  sealed = { record, jws, key: { kid, jwk } };
  const stranger = await generateKeyPair('ES256', { extractable: true });
  other = { kid, jwk: PublicJwk.parse(await exportJWK(stranger.publicKey)) };
});

/** The same with one letter of the payload changed. */
function tampered(jws: string): string {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const text = Buffer.from(payload, 'base64url').toString().replace('SO-01M', 'SO-02M');
  return [header, Buffer.from(text).toString('base64url'), signature].join('.');
}

describe('a sealed record', () => {
  test('is read out of its signature', async () => {
    const read = await verifiedRecord(sealed);

    expect(read).toMatchObject({ result: 'erased', model: 'SO-01M', head: 'h' });
  });

  test('shows what was signed, not what came beside it', async () => {
    const read = await verifiedRecord({ ...sealed, record: { ...record, model: 'SO-99X' } });

    expect(read?.model).toBe('SO-01M');
  });

  test('is not believed where a letter of it was changed', async () => {
    expect(await verifiedRecord({ ...sealed, jws: tampered(sealed.jws) })).toBeUndefined();
  });

  test('is not believed with another key', async () => {
    expect(await verifiedRecord({ ...sealed, key: other })).toBeUndefined();
  });

  test('is not believed where it names another key', async () => {
    const key = { ...sealed.key, kid: 'k'.repeat(43) };

    expect(await verifiedRecord({ ...sealed, key })).toBeUndefined();
  });
});
