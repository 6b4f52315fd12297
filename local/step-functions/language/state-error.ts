/** An error of a state by its name in the Amazon States Language (https://states-language.net/spec.html#appendix-a). */

export class StateError extends Error {
  /** `States.Runtime`, `States.Timeout`, or whatever a task reports; a callback may give none. */
  readonly error: string | undefined;
  readonly reason: string | undefined;
  /** A missed heartbeat: shown as `States.Timeout`, and caught as `States.HeartbeatTimeout` too. */
  readonly heartbeat: boolean;

  constructor(error: string | undefined, reason: string | undefined, heartbeat = false) {
    super(reason ?? error ?? 'no reason given');
    this.name = 'StateError';
    this.error = error;
    this.reason = reason;
    this.heartbeat = heartbeat;
  }
}

/**
 * What the interpreter itself cannot process, such as a path that finds nothing. No Retry and no Catch matches it
 * (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html, `States.Runtime`).
 */
export function runtimeError(reason: string): StateError {
  return new StateError('States.Runtime', reason);
}
