/** Telling a call that a crash cut off from one that went wrong otherwise. */

import { types } from 'node:util';
import { Refusal } from '#cloud/refusal.ts';

/** How `fetch` (undici) says that no answer came, and that one ended too early. */
const FETCH_FAILURES = ['fetch failed', 'terminated'];

/** Whether an error is that of a server that is not there, or was killed amid its answer. */
export function isCutOff(error: unknown): boolean {
  if (error instanceof Refusal) return isCutOff(error.cause);
  // By name: in a test, `fetch` and the modules have errors of different realms.
  if (!types.isNativeError(error)) return false;
  if (error.name === 'TypeError') return FETCH_FAILURES.includes(error.message);
  // A body of known length that ends early is a failure; one without is JSON that ends early.
  return error.name === 'SyntaxError';
}
