/** Texts of a form of their own, in what the HTTP API takes and answers. */
import * as z from 'zod/mini';

/** RFC 7638, of a key: 256 bits in base64url. */
export const thumbprint = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** Codes of reasons, warnings and the like. */
export const codes = z.array(z.string().check(z.maxLength(40), z.regex(/^[A-Z0-9_]+$/)));
