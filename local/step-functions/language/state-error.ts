/** An error of a state by its name in the Amazon States Language (https://states-language.net/spec.html#appendix-a). */

export class StateError extends Error {
  /** `States.Runtime`, `States.Timeout`, or whatever a task reports; a callback may give none. */
  readonly error: string | undefined;
  readonly reason: string | undefined;
  /** A second name by which Retry and Catch know it, though no event carries it. */
  readonly alias: string | undefined;

  constructor(error: string | undefined, reason: string | undefined, alias?: string) {
    super(reason ?? error ?? 'no reason given');
    this.name = 'StateError';
    this.error = error;
    this.reason = reason;
    this.alias = alias;
  }
}

/**
 * What the interpreter itself cannot process, such as a path that finds nothing. No Retry and no Catch matches it
 * (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html, `States.Runtime`).
 */
export function runtimeError(reason: string): StateError {
  return new StateError('States.Runtime', reason);
}
