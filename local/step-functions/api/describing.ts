/** DescribeExecution and ListExecutions. */
import * as z from 'zod';
import { AwsError } from '../../aws/error.ts';
import { type JsonOperation, jsonOperation } from '../../aws/json-operations.ts';
import type { Execution } from '../execution/directory.ts';
import { type Entry, STATUSES } from '../execution/entry.ts';
import { checkExecutionArn, checkMachineArn } from '../names.ts';
import { pageInput, pageOf } from './page.ts';
import { epochSeconds, type Service } from './service.ts';

const describeInput = z.strictObject({
  executionArn: z.string().min(1).max(256),
  includedData: z.literal('ALL_DATA').exactOptional(),
});

const listInput = z.strictObject({
  ...pageInput,
  stateMachineArn: z.string().min(1).max(256),
  statusFilter: z.enum([...STATUSES, 'PENDING_REDRIVE']).exactOptional(),
  redriveFilter: z.enum(['REDRIVEN', 'NOT_REDRIVEN']).exactOptional(),
});

const included = { included: true };

export function describingOperations(service: Service): Record<string, JsonOperation> {
  const { context, machines, directory, journal, runner } = service;

  return {
    DescribeExecution: jsonOperation(describeInput, async ({ executionArn }, { caller }) => {
      checkExecutionArn(executionArn);
      context.access.require({
        caller,
        action: 'states:DescribeExecution',
        resource: executionArn,
      });
      const execution = directory.byArn(executionArn);
      runner.settle(execution);
      const input = execution.run?.input;
      const summary = summaryOf(execution);
      await execution.written;
      await using reader = journal.reader();
      const ends = input === undefined ? await reader.readEnds(execution.places) : [];
      return {
        ...summary,
        ...(input === undefined ? {} : { input, inputDetails: included }),
        ...ends.flatMap(({ entries }) => entries).reduce(withEntry, {}),
        redriveStatus: 'NOT_REDRIVABLE',
        redriveStatusReason: 'the local cloud does not redrive executions',
      };
    }),

    ListExecutions: jsonOperation(listInput, async (input, { caller }) => {
      const { stateMachineArn, statusFilter, redriveFilter } = input;
      checkMachineArn(stateMachineArn);
      context.access.require({
        caller,
        action: 'states:ListExecutions',
        resource: stateMachineArn,
      });
      if (statusFilter === 'PENDING_REDRIVE')
        throw new AwsError('ValidationException', 'PENDING_REDRIVE needs a mapRunArn');
      const listed = {
        list: stateMachineArn,
        entries: directory.ofMachine(machines.byArn(stateMachineArn)),
        keyOf: ({ key }: Execution) => key,
        matches: (each: Execution) =>
          (statusFilter === undefined || statusOf(each) === statusFilter) &&
          // No execution is ever redriven here.
          redriveFilter !== 'REDRIVEN',
      };
      const { entries, rest } = pageOf(listed, input);
      const executions = entries.map(summaryOf);
      await Promise.all(entries.map(({ written }) => written));
      return { executions, ...rest };
    }),
  };
}

const statusOf = ({ end }: Execution) => end?.status ?? 'RUNNING';

function summaryOf(execution: Execution) {
  const { arn, name, machine, startedAt, end } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machine.arn,
    name,
    status: statusOf(execution),
    startDate: epochSeconds(startedAt),
    ...(end && { stopDate: epochSeconds(end.at) }),
    redriveCount: 0,
  };
}

/** What a closed execution's first and last events add to its description. */
function withEntry(described: object, entry: Entry): object {
  switch (entry.type) {
    case 'ExecutionStarted':
      return { ...described, input: entry.input, inputDetails: included };
    case 'ExecutionSucceeded':
      return { ...described, output: entry.output, outputDetails: included };
    case 'ExecutionFailed':
    case 'ExecutionAborted':
    case 'ExecutionTimedOut': {
      const { error, cause } = entry;
      return {
        ...described,
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
      };
    }
    default:
      return described;
  }
}
