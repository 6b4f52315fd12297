/** Telling a call that a crash cut off from one that went wrong otherwise. */

/** How `fetch` (undici) says that no answer came, and that one ended too early. */
const FETCH_FAILURES = ['fetch failed', 'terminated'];

/** Whether an error is that of a server that is not there, or was killed amid its answer. */
export function isCutOff(error: unknown): boolean {
  if (error instanceof TypeError) return FETCH_FAILURES.includes(error.message);
  // A body of known length that ends early is a failure; one without is JSON that ends early.
  return error instanceof SyntaxError;
}
