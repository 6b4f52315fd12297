/** IAM's unique ids, by which AWS tells principals apart that had the same name one after the other. */
import { createHash } from 'node:crypto';
import type { Caller } from './caller.ts';

/** Roles, users and managed policies. */
type Prefix = 'AROA' | 'AIDA' | 'ANPA';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LENGTH = 17;

/** A role has one session here, whoever uses it. */
export const SESSION_NAME = 'local';

/**
 * The prefix of the kind and 17 characters of base32; here what has the same ARN always has the same.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export function uniqueId(prefix: Prefix, arn: string): string {
  const bytes = createHash('sha256').update(arn).digest().subarray(0, LENGTH);
  return prefix + Array.from(bytes, (byte) => BASE32[byte % BASE32.length]).join('');
}

/**
 * `aws:userid` of who calls: for a session the role's id and the session's name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function userIdOf(caller: Caller): string {
  if (caller.kind === 'role') return `${uniqueId('AROA', caller.arn)}:${SESSION_NAME}`;
  return uniqueId('AIDA', caller.kind === 'service' ? caller.principal : caller.arn);
}
