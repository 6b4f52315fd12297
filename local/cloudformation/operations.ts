/** The operations that read stacks: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html */
import * as z from 'zod';
import type { AwsCall } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import { pageOf } from '../aws/page.ts';
import { memberList } from '../aws/query-fields.ts';
import { type QueryOperation, queryOperationsWith } from '../aws/query-operations.ts';
import { element, memberElements } from '../endpoint/xml.ts';
import type { CloudContext } from '../part.ts';
import type { DescribedStack } from './stack.ts';
import {
  resourceDetailXml,
  resourceSummaryXml,
  stackResourceXml,
  stackSummaryXml,
  stackXml,
} from './stack-xml.ts';
import type { Stacks } from './stacks.ts';

const queryOperation = queryOperationsWith('ValidationError');

/** The pages of every list, and the most that DescribeStackResources shows. */
const PAGE_LENGTH = 100;

const NextToken = z.string().min(1).max(1024).exactOptional();
const StackName = z.string().min(1);
const LogicalResourceId = z.string().min(1);

export function stackOperations(
  { access, account, region }: CloudContext,
  stacks: Stacks,
): Record<string, QueryOperation> {
  const everyStack = `arn:aws:cloudformation:${region}:${account}:stack/*/*`;
  /** A stack that is called by its name is authorized before anybody looks whether it is there. */
  const allowed = ({ caller, operation }: AwsCall, stackName?: string) => {
    const byName = `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/*`;
    const resource = stackName?.startsWith('arn:') ? stackName : byName;
    const action = `cloudformation:${operation}`;
    requireAccess(() =>
      access.require({ caller, action, resource: stackName === undefined ? '*' : resource }),
    );
  };
  const found = (call: AwsCall, stackName: string): DescribedStack => {
    allowed(call, stackName);
    return stacks.find(stackName);
  };

  return {
    DescribeStacks: queryOperation(
      z.strictObject({ StackName: StackName.exactOptional(), NextToken }),
      (input, call) => {
        if (input.StackName !== undefined)
          return memberElements('Stacks', [stackXml(found(call, input.StackName))]);
        requireAccess(() =>
          access.require({
            caller: call.caller,
            action: 'cloudformation:DescribeStacks',
            resource: everyStack,
          }),
        );
        return pageXml('Stacks', stacks.all.map(stackXml), input.NextToken);
      },
    ),

    ListStacks: queryOperation(
      z.strictObject({ StackStatusFilter: memberList(z.string()).default([]), NextToken }),
      ({ StackStatusFilter: wanted, NextToken: token }, call) => {
        allowed(call);
        const shown = stacks.all.filter(
          ({ status }) => wanted.length === 0 || wanted.includes(status),
        );
        return pageXml('StackSummaries', shown.map(stackSummaryXml), token);
      },
    ),

    ListStackResources: queryOperation(
      z.strictObject({ StackName, NextToken }),
      ({ StackName: name, NextToken: token }, call) => {
        const stack = found(call, name);
        const summaries = stack.resources.map((resource) => resourceSummaryXml(stack, resource));
        return pageXml('StackResourceSummaries', summaries, token);
      },
    ),

    DescribeStackResources: queryOperation(
      z.strictObject({
        StackName: StackName.exactOptional(),
        PhysicalResourceId: z.string().min(1).exactOptional(),
        LogicalResourceId: LogicalResourceId.exactOptional(),
      }),
      ({ StackName: name, PhysicalResourceId: physicalId, LogicalResourceId: only }, call) => {
        const stack = found(call, stackNameOf(stacks, name, physicalId));
        const shown = stack.resources
          .filter(({ logicalId }) => only === undefined || logicalId === only)
          .slice(0, PAGE_LENGTH);
        return memberElements(
          'StackResources',
          shown.map((resource) => stackResourceXml(stack, resource)),
        );
      },
    ),

    DescribeStackResource: queryOperation(
      z.strictObject({ StackName, LogicalResourceId }),
      ({ StackName: name, LogicalResourceId: wanted }, call) => {
        const stack = found(call, name);
        const resource = stack.resources.find(({ logicalId }) => logicalId === wanted);
        if (resource === undefined)
          throw invalid(`Resource ${wanted} does not exist for stack ${stack.name}`);
        return resourceDetailXml(stack, resource);
      },
    ),

    GetTemplate: queryOperation(
      z.strictObject({
        StackName,
        // Nothing here transforms a template: both stages are the same text.
        TemplateStage: z.enum(['Original', 'Processed']).exactOptional(),
      }),
      (input, call) => {
        const { templateText } = found(call, input.StackName);
        const stages = memberElements('StagesAvailable', ['Original', 'Processed']);
        return element('TemplateBody', templateText) + stages;
      },
    ),

    ListExports: queryOperation(z.strictObject({ NextToken }), ({ NextToken: token }, call) => {
      allowed(call);
      const exported = stacks.exports.map(
        ({ stackId, name, value }) =>
          element('ExportingStackId', stackId) + element('Name', name) + element('Value', value),
      );
      return pageXml('Exports', exported, token);
    }),
  };
}

/** Either the name that was given, or the stack that has a resource of this physical id. */
function stackNameOf(
  stacks: Stacks,
  name: string | undefined,
  physicalId: string | undefined,
): string {
  if (name !== undefined && physicalId === undefined) return name;
  if (name !== undefined || physicalId === undefined)
    throw invalid('You must specify either StackName or PhysicalResourceId, but not both');
  const owner = stacks.all.find(({ resources }) =>
    resources.some((resource) => resource.physicalId === physicalId),
  );
  if (owner === undefined) throw invalid(`Stack for ${physicalId} does not exist`);
  return owner.name;
}

function pageXml(name: string, members: readonly string[], token: string | undefined): string {
  const page = pageOf(members, PAGE_LENGTH, token);
  if (page === undefined) throw invalid('The NextToken is not valid');
  const next = page.next === undefined ? '' : element('NextToken', page.next);
  return memberElements(name, page.entries) + next;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html: its own word for no. */
function requireAccess(ask: () => void): void {
  try {
    ask();
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'AccessDeniedException') throw error;
    throw new AwsError('AccessDenied', error.message, { status: 403 });
  }
}

const invalid = (message: string) => new AwsError('ValidationError', message);
