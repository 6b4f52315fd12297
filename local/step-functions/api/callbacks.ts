/** SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat. */
import * as z from 'zod';
import type { AwsCall } from '../../aws/call.ts';
import { AwsError } from '../../aws/error.ts';
import { type JsonOperation, jsonOperation } from '../../aws/json-operations.ts';
import type { Execution } from '../execution/directory.ts';
import { exceedsPayloadLimit, parseJson } from '../language/json.ts';
import { StateError } from '../language/state-error.ts';
import type { TaskReference } from '../tokens.ts';
import type { Service } from './service.ts';

const taskToken = z.string().min(1).max(2048);
const successInput = z.strictObject({
  taskToken,
  output: z.string().refine((text) => !exceedsPayloadLimit(text), { error: 'over 262144 bytes' }),
});
const failureInput = z.strictObject({
  taskToken,
  error: z.string().max(256).exactOptional(),
  cause: z.string().max(32_768).exactOptional(),
});

export function callbackOperations(service: Service): Record<string, JsonOperation> {
  const { context, machines, runner, tokens } = service;

  /**
   * The token's task, once the caller may answer for its state machine: that is the resource of these actions
   * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html).
   */
  const authorized = (token: string, action: string, { caller }: AwsCall): TaskReference => {
    const task = tokens.read(token);
    if (task === undefined) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
    const resource = machines.arnOf(task.machine);
    context.access.require({ caller, action: `states:${action}`, resource });
    return task;
  };

  /** A task that has its result, or whose time is up, takes no further answer. */
  const waiting = (task: TaskReference): Execution => {
    const execution = runner.waiting(task);
    if (execution !== undefined) return execution;
    throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  };

  return {
    SendTaskSuccess: jsonOperation(successInput, async (input, call) => {
      const task = authorized(input.taskToken, 'SendTaskSuccess', call);
      const output = canonical(input.output);
      await runner.act(waiting(task), (course) => course.succeeded(output));
      return {};
    }),

    SendTaskFailure: jsonOperation(failureInput, async ({ error, cause, ...input }, call) => {
      const task = authorized(input.taskToken, 'SendTaskFailure', call);
      await runner.act(waiting(task), (course) => course.failed(new StateError(error, cause)));
      return {};
    }),

    SendTaskHeartbeat: jsonOperation(z.strictObject({ taskToken }), async (input, call) => {
      const task = authorized(input.taskToken, 'SendTaskHeartbeat', call);
      await runner.act(waiting(task), (course) => course.heartbeat());
      return {};
    }),
  };
}

/** @throws AwsError `InvalidOutput` for a text that is not JSON. */
function canonical(output: string): string {
  try {
    return JSON.stringify(parseJson(output));
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new AwsError('InvalidOutput', `Invalid Output: '${reason}'`);
  }
}
