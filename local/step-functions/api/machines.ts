/** ListStateMachines, DescribeStateMachine and DescribeStateMachineForExecution. */
import * as z from 'zod';
import { type JsonOperation, jsonOperation } from '../../aws/json-operations.ts';
import type { Machine, Revision } from '../machines.ts';
import { checkExecutionArn, checkMachineArn } from '../names.ts';
import { pageInput, pageOf } from './page.ts';
import { epochSeconds, type Service } from './service.ts';

const includedData = z.literal('ALL_DATA').exactOptional();
const arn = z.string().min(1).max(256);

export function machineOperations(service: Service): Record<string, JsonOperation> {
  const { context, machines, directory } = service;
  return {
    ListStateMachines: jsonOperation(z.strictObject(pageInput), (input, { caller }) => {
      context.access.require({ caller, action: 'states:ListStateMachines', resource: '*' });
      const all = machines.all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
      const listed = { list: 'state machines', entries: all, keyOf: (each: Machine) => each.arn };
      const { entries, rest } = pageOf(listed, input);
      return {
        stateMachines: entries.map((machine) => ({
          stateMachineArn: machine.arn,
          name: machine.name,
          type: 'STANDARD',
          creationDate: epochSeconds(machine.createdAt),
        })),
        ...rest,
      };
    }),

    DescribeStateMachine: jsonOperation(
      z.strictObject({ stateMachineArn: arn, includedData }),
      ({ stateMachineArn }, { caller }) => {
        checkMachineArn(stateMachineArn);
        context.access.require({
          caller,
          action: 'states:DescribeStateMachine',
          resource: stateMachineArn,
        });
        const machine = machines.byArn(stateMachineArn);
        return {
          ...described(machine, machine.current),
          status: 'ACTIVE',
          type: 'STANDARD',
          creationDate: epochSeconds(machine.createdAt),
        };
      },
    ),

    DescribeStateMachineForExecution: jsonOperation(
      z.strictObject({ executionArn: arn, includedData }),
      ({ executionArn }, { caller }) => {
        checkExecutionArn(executionArn);
        context.access.require({
          caller,
          action: 'states:DescribeStateMachineForExecution',
          resource: executionArn,
        });
        const { machine, revision } = directory.byArn(executionArn);
        return { ...described(machine, revision), updateDate: epochSeconds(revision.at) };
      },
    ),
  };
}

function described({ arn: stateMachineArn, name }: Machine, revision: Revision) {
  return {
    stateMachineArn,
    name,
    definition: revision.definition,
    roleArn: revision.roleArn,
    revisionId: revision.id,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  };
}
