/** Takes invocations in: may the caller, is the payload acceptable, then the function runs now or later. */
import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws/error.ts';
import type { Invocation, InvocationResult } from '../functions.ts';
import type { EventDispatcher } from './event-dispatcher.ts';
import type { FunctionDirectory } from './function-directory.ts';
import type { Run } from './run-function.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB synchronous, 1 MB asynchronous. */
const LARGEST_REQUEST = 6 * 1024 * 1024;
const LARGEST_EVENT = 1024 * 1024;

export interface Invoking {
  /** @throws AwsError as `Functions.invoke`; `RequestTooLargeException`, `InvalidRequestContentException`. */
  now(invocation: Invocation): Promise<InvocationResult & { readonly logTail: string }>;
  /** Resolves with the request id once the event is on disk. @throws AwsError as `now`. */
  later(invocation: Invocation): Promise<string>;
  /** Whether `now` would be allowed. @throws AwsError as `now`. */
  dryRun(invocation: Pick<Invocation, 'functionArn' | 'caller'>): void;
}

export function createInvoking(
  directory: FunctionDirectory,
  run: Run,
  dispatcher: EventDispatcher,
): Invoking {
  const admit = ({ functionArn, caller }: Pick<Invocation, 'functionArn' | 'caller'>) => {
    const reference = directory.refer(functionArn);
    return {
      reference,
      owner: directory.require(reference, 'lambda:InvokeFunction', caller),
    };
  };
  return {
    async now(invocation) {
      const { reference, owner } = admit(invocation);
      const payload = accept(invocation.payload, LARGEST_REQUEST);
      const requestId = randomUUID();
      const outcome = await run(owner, { requestId, payload, functionArn: reference.arn });
      return {
        requestId,
        payload: outcome.payload,
        logTail: outcome.logTail,
        // Node.js functions answer `Unhandled` for every failure.
        ...(outcome.failed && { functionError: 'Unhandled' }),
      };
    },
    async later(invocation) {
      const { reference } = admit(invocation);
      const payload = accept(invocation.payload, LARGEST_EVENT);
      const requestId = randomUUID();
      await dispatcher.add({ id: requestId, payload, functionArn: reference.arn });
      return requestId;
    },
    dryRun(invocation) {
      admit(invocation);
    },
  };
}

/** An empty payload is an empty event. */
function accept(text: string, limit: number): string {
  if (Buffer.byteLength(text) > limit)
    throw new AwsError(
      'RequestTooLargeException',
      `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
      { status: 413, detail: { Type: 'User' } },
    );
  if (text === '') return '{}';
  try {
    JSON.parse(text);
  } catch {
    throw new AwsError(
      'InvalidRequestContentException',
      'Could not parse request body into json: not JSON',
      { detail: { Type: 'User' } },
    );
  }
  return text;
}
