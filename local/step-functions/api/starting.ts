/** StartExecution and StopExecution. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../../aws/error.ts';
import { type JsonOperation, jsonOperation } from '../../aws/json-operations.ts';
import type { Execution } from '../execution/directory.ts';
import { exceedsPayloadLimit, parseJson } from '../language/json.ts';
import type { Machine } from '../machines.ts';
import { checkExecutionArn, checkMachineArn, checkName, executionArn } from '../names.ts';
import { epochSeconds, type Service } from './service.ts';

const startInput = z.strictObject({
  stateMachineArn: z.string().min(1).max(256),
  name: z.string().min(1).max(80).exactOptional(),
  input: z
    .string()
    .refine((text) => !exceedsPayloadLimit(text), { error: 'over 262144 bytes' })
    .default('{}'),
});

const stopInput = z.strictObject({
  executionArn: z.string().min(1).max(256),
  error: z.string().max(256).exactOptional(),
  cause: z.string().max(32_768).exactOptional(),
});

export function startingOperations(service: Service): Record<string, JsonOperation> {
  const { context, machines, directory, runner } = service;

  /**
   * The same name with the same input is the same execution while that is open; any other use of a name that is taken
   * fails, for 90 days after the execution closed (API_StartExecution.html).
   */
  const begin = (machine: Machine, name: string, input: string): Execution => {
    const arn = executionArn(machine.arn, name);
    const known = directory.find(arn);
    if (known === undefined) return runner.begin(machine, name, input);
    runner.settle(known);
    if (known.run?.input === input) return known;
    throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
  };

  return {
    StartExecution: jsonOperation(
      startInput,
      async ({ stateMachineArn, name, input }, { caller }) => {
        checkMachineArn(stateMachineArn);
        context.access.require({
          caller,
          action: 'states:StartExecution',
          resource: stateMachineArn,
        });
        if (name !== undefined) checkName(name);
        const machine = machines.byArn(stateMachineArn);
        checkInput(input);
        const execution = begin(machine, name ?? randomUUID(), input);
        await execution.written;
        return {
          executionArn: execution.arn,
          startDate: epochSeconds(execution.startedAt),
        };
      },
    ),

    StopExecution: jsonOperation(stopInput, async ({ executionArn: arn, ...failure }, call) => {
      checkExecutionArn(arn);
      context.access.require({
        caller: call.caller,
        action: 'states:StopExecution',
        resource: arn,
      });
      const execution = directory.byArn(arn);
      runner.settle(execution);
      // One that is closed already stays as it ended.
      await (execution.run === undefined
        ? execution.written
        : runner.act(execution, (course) => course.aborted(failure)));
      return { stopDate: epochSeconds(execution.end?.at ?? context.clock.now()) };
    }),
  };
}

function checkInput(input: string): void {
  try {
    parseJson(input);
  } catch (error) {
    const reason =
      input === '' || !(error instanceof Error) ? 'Invalid execution input.' : error.message;
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${reason}'`,
    );
  }
}
