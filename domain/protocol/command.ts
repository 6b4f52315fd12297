/** The signed, short-lived order to erase: built by the service at the moment of the claim. */
import { base64url } from 'jose';
import * as z from 'zod/mini';
import { digest } from '../audit/digest.ts';
import { Fault } from '../fault.ts';

export const COMMAND_TYPE = 'wipe-command+jwt';

export const CommandHeader = z.strictObject({
  alg: z.literal('ES256'),
  typ: z.literal(COMMAND_TYPE),
  kid: z.string(),
});

/** Claims of RFC 7519 in seconds; `counter` in milliseconds. */
export const Command = z.strictObject({
  iss: z.string(),
  /** enrolmentId */
  aud: z.string(),
  /** handsetId */
  sub: z.string(),
  /** wipeId */
  jti: z.string(),
  /** The nonce of the claim it answers. */
  nonce: z.string(),
  /** The server's milliseconds epoch at signing. */
  counter: z.int(),
  iat: z.int(),
  nbf: z.int(),
  exp: z.int(),
  erase: z.tuple([z.literal('internal'), z.literal('sd')]),
  keep: z.optional(z.tuple([z.literal('wallet-lock')])),
});
export type Command = z.infer<typeof Command>;

export interface CommandFacts {
  readonly issuer: string;
  readonly wipeId: string;
  readonly enrolmentId: string;
  readonly handsetId: string;
  readonly nonce: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Milliseconds. */
  readonly life: number;
  /** Whether the wallet lock had succeeded, so that the wipe must keep it (R19). */
  readonly walletLocked: boolean;
}

/** Fills in the claims of a command. */
export function makeCommand(facts: CommandFacts): Command {
  const iat = Math.floor(facts.now / 1000);
  return {
    iss: facts.issuer,
    aud: facts.enrolmentId,
    sub: facts.handsetId,
    jti: facts.wipeId,
    nonce: facts.nonce,
    counter: facts.now,
    iat,
    nbf: iat,
    exp: iat + Math.floor(facts.life / 1000),
    erase: ['internal', 'sd'],
    ...(facts.walletLocked && { keep: ['wallet-lock'] as const satisfies string[] }),
  };
}

/** The JWS signing input (RFC 7515 section 5.1): base64url header, a dot, base64url payload. */
export function signingInput(command: Command, kid: string): string {
  const header = { alg: 'ES256', typ: COMMAND_TYPE, kid };
  const encode = (value: unknown) => base64url.encode(JSON.stringify(value));
  return `${encode(header)}.${encode(command)}`;
}

/** The command hash: base64url SHA-256 of the signing input, known before anything is signed. */
export function commandHash(input: string): string {
  return digest(input);
}

/** The command hash of a complete compact JWS. */
export function hashOfJws(jws: string): string {
  return commandHash(jws.slice(0, Math.max(0, jws.lastIndexOf('.'))));
}

/** Puts a raw 64-byte signature (RFC 7518 section 3.4) behind its signing input. */
export function compactJws(input: string, signature: Uint8Array): string {
  if (signature.length !== 64) throw new Fault('bad-signature', 'an ES256 signature is 64 bytes');
  return `${input}.${base64url.encode(signature)}`;
}
