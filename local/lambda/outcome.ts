/** How an invocation ended, and the error payloads that Lambda itself writes when a function could not. */
import type { ErrorReport } from './thread/protocol.ts';

export interface Outcome {
  /** JSON text: the result, or the error. */
  readonly payload: string;
  readonly failed: boolean;
  /** The last 4 KB of the invocation's log. */
  readonly logTail: string;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB; the service counts 6,291,556 bytes. */
const LARGEST_RESULT = 6_291_556;

/** The error for a result that is too large, else nothing. */
export function resultFault(payload: string): ErrorReport | undefined {
  const size = Buffer.byteLength(payload);
  if (size <= LARGEST_RESULT) return undefined;
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${LARGEST_RESULT} bytes).`,
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html */
export function timedOut(requestId: string, seconds: number): ErrorReport {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  };
}

export function outOfMemory(requestId: string): ErrorReport {
  return {
    errorType: 'Runtime.OutOfMemory',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
  };
}

export function exited(requestId: string, code: number): ErrorReport {
  const how = code === 0 ? 'without providing a reason' : `with error: exit status ${code}`;
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited ${how}`,
  };
}
