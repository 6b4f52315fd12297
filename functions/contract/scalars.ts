/** Texts of a form of their own, in what the HTTP API takes and answers. */
import * as z from 'zod/mini';

/** RFC 7638, of a key: 256 bits in base64url. */
export const thumbprint = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** Codes of reasons, warnings and the like. */
export const codes = z.array(z.string().check(z.maxLength(40), z.regex(/^[A-Z0-9_]+$/)));

/** RFC 3339, in UTC. */
export const time = z.string().check(z.iso.datetime());

/** A place in a journal, `{number}.{hash}`. */
export const knownPlace = z.string().check(z.regex(/^[1-9][0-9]{0,9}\.[A-Za-z0-9_-]{43}$/));

/** Why somebody does what they do, in their own words: kept beside the audit, which has its hash. */
export const reason = z.string().check(
  z.trim(),
  z.minLength(1),
  z.maxLength(500),
  z.refine((text) => text.isWellFormed()),
);

/** Days at most that a request may have its handset waited for. */
export const MOST_DEADLINE_DAYS = 330;
