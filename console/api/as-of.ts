/** Of when answers are that nobody should take for the present state of things. */

/** Of an answer as pages have it; times in milliseconds. */
interface Aged {
  readonly seenAt?: number;
  readonly failure?: object;
  readonly staleAfter?: number;
}

/** When the oldest of those last held that are stale or could not be asked for again; undefined where all are fresh. */
export function asOf(answers: readonly Aged[], now: number): number | undefined {
  const times = answers.flatMap(({ seenAt, failure, staleAfter = Number.POSITIVE_INFINITY }) =>
    seenAt !== undefined && (failure !== undefined || now - seenAt > staleAfter) ? [seenAt] : [],
  );
  return times.length === 0 ? undefined : Math.min(...times);
}
