/** An error and its cause as events and API answers carry them. */
import { StateError } from '../language/state-error.ts';

export interface Failure {
  readonly error?: string;
  readonly cause?: string;
}

/** Cut to the lengths that the API bounds them by (API_SendTaskFailure.html). */
export function failureOf({ error, reason }: StateError): Failure {
  return {
    ...(error === undefined ? {} : { error: error.slice(0, 256) }),
    ...(reason === undefined ? {} : { cause: reason.slice(0, 32_768) }),
  };
}

/** What a task's result, a state's input or its output fails with when it is too large. */
export function tooLarge(name: string): StateError {
  return new StateError(
    'States.DataLimitExceeded',
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
