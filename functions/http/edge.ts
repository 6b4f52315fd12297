/** Lets in only what came by the edge, which alone knows the origin secret; of that secret we know digests. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type middy from '@middy/core';
import type { ApiEvent } from './api.ts';
import { type HttpAnswer, ProblemError } from './problem.ts';

/** Set by the edge on every call, in place of one that a client sent. */
const SECRET_HEADER = 'x-origin-secret';

/** `digests` are SHA-256 in hex. The check comes before all others: who calls another way is told nothing else. */
export const throughEdge = (
  digests: readonly string[],
): middy.MiddlewareObj<ApiEvent, HttpAnswer> => ({
  before: ({ event }) => {
    if (!isOneOf(digests, event.headers[SECRET_HEADER] ?? '')) throw new ProblemError('edge-only');
  },
});

/** Looks at all of them, whatever fits, and never stops at the first byte that does not. */
function isOneOf(digests: readonly string[], secret: string): boolean {
  const digest = createHash('sha256').update(secret).digest();
  const fitting = digests.filter((known) => {
    const expected = Buffer.from(known, 'hex');
    return expected.length === digest.length && timingSafeEqual(expected, digest);
  });
  return fitting.length > 0;
}
