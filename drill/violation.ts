/** What a checker says of a promise that was not kept. */

export interface Violation {
  /** Stable, and the same for the same broken promise: `erased-twice`, … */
  readonly code: string;
  /** The wipe that it is about, where it is about one. */
  readonly wipeId?: string;
  /** What shows it, so that a reader need not believe the code. */
  readonly evidence: unknown;
}

/** One checker: a pure function of what was collected. */
export type Check<Evidence> = (evidence: Evidence) => Violation[];
