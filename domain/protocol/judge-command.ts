/** What a handset makes of a command it received: obey, ignore, or refuse by name. */
import { compactVerify, importJWK } from 'jose';
import { Command, CommandHeader, hashOfJws } from './command.ts';
import type { CommandRefusal } from './report.ts';
import { decodePart, type PublicJwk } from './signature.ts';

/** A command key as given at enrolment. */
export interface PinnedKey {
  readonly kid: string;
  readonly jwk: PublicJwk;
}

/** What the handset knows when a command comes in. */
export interface CommandContext {
  readonly enrolmentId: string;
  readonly handsetId: string;
  readonly pinnedKeys: readonly PinnedKey[];
  /** The one outstanding nonce, and its age on the monotonic clock in milliseconds. */
  readonly outstanding?: { readonly nonce: string; readonly ageMs: number } | undefined;
  /** Nonces that were answered or voided. */
  readonly spentNonces: readonly string[];
  /** The highest counter of a command obeyed so far. */
  readonly lastCounter: number;
  /** Hash of the command that is being carried out. */
  readonly holding?: string | undefined;
  /** The wall clock, epoch milliseconds, only where it is trusted. */
  readonly trustedNow?: number | undefined;
}

export type CommandJudgement =
  | { readonly verdict: 'obey'; readonly command: Command; readonly commandHash: string }
  | { readonly verdict: 'ignore' }
  | {
      readonly verdict: 'refuse';
      readonly reason: CommandRefusal;
      readonly commandHash: string;
      readonly wipeId?: string;
    };

/** Seconds by which clocks may differ when `nbf` is judged. */
const CLOCK_SKEW = 60;

/** Judges a compact JWS. Never throws: what cannot be read is `malformed`. */
export async function judgeCommand(
  jws: string,
  context: CommandContext,
): Promise<CommandJudgement> {
  const commandHash = hashOfJws(jws);
  if (context.holding === commandHash) return { verdict: 'ignore' };
  const signed = await readSigned(jws, context.pinnedKeys);
  if ('reason' in signed) return { verdict: 'refuse', reason: signed.reason, commandHash };
  const { command } = signed;
  const reason = objection(command, context);
  if (reason !== undefined) return { verdict: 'refuse', reason, commandHash, wipeId: command.jti };
  return { verdict: 'obey', command, commandHash };
}

async function readSigned(
  jws: string,
  keys: readonly PinnedKey[],
): Promise<{ command: Command } | { reason: CommandRefusal }> {
  const [head = '', body = ''] = jws.split('.');
  const header = tryDecode(head);
  if (typeof header !== 'object' || header === null) return { reason: 'malformed' };
  // RFC 8725 section 3.1: the algorithm is ours, never the token's choice.
  if (!('alg' in header) || header.alg !== 'ES256') return { reason: 'wrong-algorithm' };
  const parsedHeader = CommandHeader.safeParse(header);
  if (!parsedHeader.success) return { reason: 'malformed' };
  const key = keys.find(({ kid }) => kid === parsedHeader.data.kid);
  if (key === undefined) return { reason: 'unknown-key' };
  if (!(await isSignedBy(jws, key.jwk))) return { reason: 'bad-signature' };
  const command = Command.safeParse(tryDecode(body));
  return command.success ? { command: command.data } : { reason: 'malformed' };
}

function objection(command: Command, context: CommandContext): CommandRefusal | undefined {
  const { outstanding, trustedNow } = context;
  if (command.aud !== context.enrolmentId || command.sub !== context.handsetId)
    return 'wrong-audience';
  if (context.spentNonces.includes(command.nonce)) return 'replayed';
  if (command.counter <= context.lastCounter) return 'counter-rollback';
  if (outstanding?.nonce !== command.nonce) return 'nonce-mismatch';
  if (outstanding.ageMs > (command.exp - command.iat) * 1000) return 'expired';
  if (trustedNow === undefined) return undefined;
  if (trustedNow > command.exp * 1000) return 'expired';
  if (trustedNow < (command.nbf - CLOCK_SKEW) * 1000) return 'not-yet-valid';
  return undefined;
}

async function isSignedBy(jws: string, jwk: PublicJwk): Promise<boolean> {
  try {
    await compactVerify(jws, await importJWK(jwk, 'ES256'), { algorithms: ['ES256'] });
    return true;
  } catch {
    return false;
  }
}

function tryDecode(part: string): unknown {
  try {
    return decodePart(part);
  } catch {
    return undefined;
  }
}
