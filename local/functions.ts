/** How parts of the local cloud call a Lambda function; the Lambda part implements it. */
import type { Caller } from './iam/caller.ts';

export interface Invocation {
  /** Function ARN, with or without a qualifier. */
  readonly functionArn: string;
  /** JSON text of the event. */
  readonly payload: string;
  readonly caller: Caller;
}

/** Lambda's answer to a synchronous call: `payload` is JSON text; `functionError` is set when the function failed. */
export interface InvocationResult {
  readonly payload: string;
  readonly functionError?: 'Handled' | 'Unhandled';
  readonly requestId: string;
}

export interface Functions {
  /**
   * Runs a function and waits.
   * @throws AwsError `AccessDeniedException`, `ResourceNotFoundException`, `TooManyRequestsException` (429).
   */
  invoke(invocation: Invocation): Promise<InvocationResult>;
  /**
   * Queues an asynchronous invocation (Lambda's `Event`): two retries, then the function's dead-letter
   * queue or on-failure destination. Resolves when it is durably queued.
   */
  invokeLater(invocation: Invocation): Promise<void>;
}
