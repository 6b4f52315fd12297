import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { base64url, CompactSign, importJWK } from 'jose';
import { type Command, hashOfJws, makeCommand } from '#domain/protocol/command.ts';
import { type CommandContext, judgeCommand } from '#domain/protocol/judge-command.ts';
import { PrivateJwk, publicPart } from '#domain/protocol/signature.ts';

const key = (d: string, x: string, y: string) =>
  PrivateJwk.parse({ kty: 'EC', crv: 'P-256', d, x, y });
// RFC 7515 A.3.1 and RFC 7517 A.2.
const SERVICE = key(
  'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI',
  'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
);
const STRANGER = key(
  '870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE',
  'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
);
const NOW = 1_750_000_000_000;
const NONCE = 'MTIzNDU2Nzg5MDEyMzQ1Ng';

const COMMAND = makeCommand({
  issuer: 'https://service.test',
  wipeId: 'enrolment.1',
  enrolmentId: 'enrolment',
  handsetId: 'handset',
  nonce: NONCE,
  now: NOW,
  life: 300_000,
  walletLocked: false,
});
const HEADER = { alg: 'ES256', typ: 'wipe-command+jwt', kid: 'present' };
const CONTEXT: CommandContext = {
  enrolmentId: 'enrolment',
  handsetId: 'handset',
  pinnedKeys: [{ kid: 'present', jwk: publicPart(SERVICE) }],
  outstanding: { nonce: NONCE, ageMs: 1_000 },
  spentNonces: ['spent'],
  lastCounter: 0,
  trustedNow: NOW,
};

interface Order {
  readonly command?: Partial<Command> | Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly signer?: PrivateJwk;
}

async function order({ command, header, signer = SERVICE }: Order = {}): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify({ ...COMMAND, ...command }));
  return new CompactSign(payload)
    .setProtectedHeader({ ...HEADER, ...header })
    .sign(await importJWK(signer, 'ES256'));
}

/** A JWS whose header says anything, over the true claims. */
function forge(header: Record<string, unknown>, sign: (input: string) => Uint8Array): string {
  const input = [header, COMMAND].map((part) => base64url.encode(JSON.stringify(part))).join('.');
  return `${input}.${base64url.encode(sign(input))}`;
}

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);

test('obeys the right command', async () => {
  const jws = await order();

  expect(await judgeCommand(jws, CONTEXT)).toEqual({
    verdict: 'obey',
    command: COMMAND,
    commandHash: hashOfJws(jws),
  });
});

test('obeys a command to keep the wallet lock', async () => {
  const judgement = await judgeCommand(
    await order({ command: { keep: ['wallet-lock'] } }),
    CONTEXT,
  );

  expect(judgement).toMatchObject({ verdict: 'obey', command: { keep: ['wallet-lock'] } });
});

test('obeys the next key that it was given', async () => {
  const pinnedKeys = [...CONTEXT.pinnedKeys, { kid: 'next', jwk: publicPart(STRANGER) }];
  const jws = await order({ header: { kid: 'next' }, signer: STRANGER });

  expect(await judgeCommand(jws, { ...CONTEXT, pinnedKeys })).toMatchObject({ verdict: 'obey' });
});

test('ignores the command that it is carrying out', async () => {
  const jws = await order();

  expect(await judgeCommand(jws, { ...CONTEXT, holding: hashOfJws(jws) })).toEqual({
    verdict: 'ignore',
  });
});

test('obeys in time by its own measure when it does not trust its wall clock', async () => {
  const context = { ...CONTEXT, trustedNow: undefined };

  expect(await judgeCommand(await order(), context)).toMatchObject({ verdict: 'obey' });
});

test.each<[string, Order, Partial<CommandContext>, string]>([
  ['another signer', { signer: STRANGER }, {}, 'bad-signature'],
  ['a key it does not know', { header: { kid: 'other' } }, {}, 'unknown-key'],
  ['another enrolment', { command: { aud: 'other' } }, {}, 'wrong-audience'],
  ['another handset', { command: { sub: 'other' } }, {}, 'wrong-audience'],
  ['a nonce that was answered', { command: { nonce: 'spent' } }, {}, 'replayed'],
  ['a nonce that it never sent', { command: { nonce: 'strange' } }, {}, 'nonce-mismatch'],
  ['no nonce of its own', {}, { outstanding: undefined }, 'nonce-mismatch'],
  ['an equal counter', {}, { lastCounter: NOW }, 'counter-rollback'],
  ['a lower counter', {}, { lastCounter: NOW + 1 }, 'counter-rollback'],
  [
    'a nonce older than the command lives',
    {},
    { outstanding: { nonce: NONCE, ageMs: 300_001 }, trustedNow: undefined },
    'expired',
  ],
  ['a time after its end', {}, { trustedNow: NOW + 300_001 }, 'expired'],
  ['a time well before its begin', {}, { trustedNow: NOW - 61_000 }, 'not-yet-valid'],
  ['a claim too many', { command: { admin: true } }, {}, 'malformed'],
  ['a claim too few', { command: { exp: undefined } }, {}, 'malformed'],
  ['half an erase', { command: { erase: ['sd'] } }, {}, 'malformed'],
  ['something unknown to keep', { command: { keep: ['photos'] } }, {}, 'malformed'],
])('refuses a command with %s', async (_, given, context, reason) => {
  const jws = await order(given);

  expect(await judgeCommand(jws, { ...CONTEXT, ...context })).toMatchObject({
    verdict: 'refuse',
    reason,
    commandHash: hashOfJws(jws),
  });
});

test('tolerates a clock that is a minute behind', async () => {
  const context = { ...CONTEXT, trustedNow: NOW - 59_000 };

  expect(await judgeCommand(await order(), context)).toMatchObject({ verdict: 'obey' });
});

test('names the wipe of a command that it refuses after its signature proved right', async () => {
  const judgement = await judgeCommand(await order({ command: { aud: 'other' } }), CONTEXT);

  expect(judgement).toMatchObject({ wipeId: 'enrolment.1' });
});

// RFC 8725 section 3: the attacks that every reader of JWS has to expect.
const byNobody = () => new Uint8Array();
const byPublicKey = (input: string) =>
  createHmac('sha256', JSON.stringify(publicPart(SERVICE)))
    .update(input)
    .digest();

test.each<[string, () => string | Promise<string>, string]>([
  ['alg none', () => forge({ ...HEADER, alg: 'none' }, byNobody), 'wrong-algorithm'],
  ['alg NONE', () => forge({ ...HEADER, alg: 'NONE' }, byNobody), 'wrong-algorithm'],
  [
    'HS256 by the public key',
    () => forge({ ...HEADER, alg: 'HS256' }, byPublicKey),
    'wrong-algorithm',
  ],
  ['an HMAC called ES256', () => forge(HEADER, byPublicKey), 'bad-signature'],
  ['no signature', () => forge(HEADER, byNobody), 'bad-signature'],
  ['a signature of zeros', () => forge(HEADER, () => new Uint8Array(64)), 'bad-signature'],
  [
    'a key of its own',
    () => order({ header: { jwk: publicPart(STRANGER) }, signer: STRANGER }),
    'malformed',
  ],
  [
    'a key to fetch',
    () => order({ header: { jku: 'https://evil.test/' }, signer: STRANGER }),
    'malformed',
  ],
  ['another type', () => order({ header: { typ: 'wipe-report+jwt' } }), 'malformed'],
  ['no type', () => order({ header: { typ: undefined } }), 'malformed'],
  [
    'a critical extension',
    () => forge({ ...HEADER, crit: ['b64'], b64: false }, byNobody),
    'malformed',
  ],
  ['nothing at all', () => '', 'malformed'],
  ['one dot', () => '.', 'malformed'],
  ['text', () => 'not a command', 'malformed'],
  ['a header that is a list', () => `${base64url.encode('[]')}.e30.AA`, 'wrong-algorithm'],
  ['a header that is null', () => `${base64url.encode('null')}.e30.AA`, 'malformed'],
])('refuses %s', async (_, make, reason) => {
  expect(await judgeCommand(await make(), CONTEXT)).toMatchObject({ verdict: 'refuse', reason });
});

test('refuses a command that was changed after it was signed', async () => {
  const [header, , signature] = (await order()).split('.');
  const later = { ...COMMAND, exp: seconds(NOW) + 86_400 };

  const jws = `${header}.${base64url.encode(JSON.stringify(later))}.${signature}`;

  expect(await judgeCommand(jws, CONTEXT)).toMatchObject({ reason: 'bad-signature' });
});
