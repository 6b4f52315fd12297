/** One way to hash: SHA-256, base64url, over bytes or over JSON in canonical form (RFC 8785). */
import { createHash } from 'node:crypto';
import { Fault } from '../fault.ts';

/** Base64url SHA-256 of a text's UTF-8 bytes: 43 characters. */
export function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}

/**
 * JSON in the canonical form of RFC 8785: members sorted by UTF-16 code units, no white space, absent
 * members left out. @throws Fault `not-canonical` for a value that JSON cannot say.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${canonicalText(name)}:${canonical(member)}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'string') return canonicalText(value);
  if (typeof value === 'boolean' || value === null || Number.isFinite(value))
    return JSON.stringify(value);
  throw new Fault('not-canonical', `JSON cannot say this ${typeof value}`);
}

/** RFC 8785 section 3.2.2.2: a lone surrogate has no canonical form. */
function canonicalText(text: string): string {
  if (!text.isWellFormed()) throw new Fault('not-canonical', 'a lone surrogate');
  return JSON.stringify(text);
}

/** Base64url SHA-256 of a value's canonical JSON. */
export function digestOf(value: unknown): string {
  return digest(canonical(value));
}
