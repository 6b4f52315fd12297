/** The operations that tell of state machines, their tags, and their versions and aliases, of which there are none. */
import * as z from 'zod';
import { AwsError } from '../../aws/error.ts';
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

    ListStateMachineVersions: noneOf(service, 'ListStateMachineVersions', 'stateMachineVersions'),
    ListStateMachineAliases: noneOf(service, 'ListStateMachineAliases', 'stateMachineAliases'),

    ListTagsForResource: jsonOperation(
      z.strictObject({ resourceArn: arn }),
      ({ resourceArn }, { caller }) => {
        checkMachineArn(resourceArn);
        const resource = resourceArn;
        context.access.require({ caller, action: 'states:ListTagsForResource', resource });
        const machine = machines.all.find((each) => each.arn === resourceArn);
        // Unlike the other operations it has no error for state machines alone: API_ListTagsForResource.
        if (machine === undefined)
          throw new AwsError('ResourceNotFound', `Resource not found: '${resourceArn}'`);
        return { tags: machine.tags };
      },
    ),
  };
}

/** Published versions and aliases are not hosted, so no machine has any. */
function noneOf({ context, machines }: Service, operation: string, member: string): JsonOperation {
  const input = z.strictObject({ ...pageInput, stateMachineArn: arn });
  return jsonOperation(input, ({ stateMachineArn }, { caller }) => {
    checkMachineArn(stateMachineArn);
    const resource = stateMachineArn;
    context.access.require({ caller, action: `states:${operation}`, resource });
    machines.byArn(stateMachineArn);
    return { [member]: [] };
  });
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
