/** Runs a function in a thread, and says on the cloud's log when it failed. */
import { AwsError } from '../aws/error.ts';
import type { CloudContext } from '../part.ts';
import type { LambdaFunction } from './function.ts';
import type { ThreadRequest } from './function-thread.ts';
import type { Outcome } from './outcome.ts';
import type { ThreadPool } from './thread-pool.ts';

/** @throws AwsError `TooManyRequestsException`, `InvalidRuntimeException`. */
export type Run = (owner: LambdaFunction, request: ThreadRequest) => Promise<Outcome>;

export function runIn(pool: ThreadPool, { log, usage }: Pick<CloudContext, 'log' | 'usage'>): Run {
  return async (owner, request) => {
    const { name, runtime } = owner.settings;
    if (!runtime.startsWith('nodejs'))
      throw new AwsError('InvalidRuntimeException', `${runtime} functions do not run here`, {
        status: 502,
      });
    const outcome = await pool.run(owner, request);
    usage.count('lambda', 'Invocation', { resource: name });
    if (outcome.failed)
      log({
        part: 'lambda',
        event: 'function-failed',
        function: name,
        requestId: request.requestId,
        // Where its error and output are.
        file: `lambda/logs/${name}.log`,
      });
    return outcome;
  };
}
