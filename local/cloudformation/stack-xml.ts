/** Stacks and their resources in CloudFormation's XML: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html */
import { element, memberElements } from '../endpoint/xml.ts';
import type { DescribedStack, StackResource } from './stack.ts';

/** What `cdk deploy` acknowledges for every stack. */
const CAPABILITIES = ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'];

const optional = (name: string, value: string | undefined) =>
  value === undefined ? '' : element(name, value);
const time = (name: string, at: number | undefined) =>
  at === undefined ? '' : element(name, new Date(at).toISOString());
const STACK_DRIFT = `<DriftInformation>${element('StackDriftStatus', 'NOT_CHECKED')}</DriftInformation>`;
const RESOURCE_DRIFT = `<DriftInformation>${element('StackResourceDriftStatus', 'NOT_CHECKED')}</DriftInformation>`;

/** A member of `Stacks`. */
export function stackXml(stack: DescribedStack): string {
  const parameters = stack.parameters.map(
    ({ key, value, resolvedValue }) =>
      element('ParameterKey', key) +
      element('ParameterValue', value) +
      optional('ResolvedValue', resolvedValue),
  );
  const outputs = stack.outputs.map(
    ({ key, value, description, exportName }) =>
      element('OutputKey', key) +
      element('OutputValue', value) +
      optional('Description', description) +
      optional('ExportName', exportName),
  );
  const tags = Object.entries(stack.tags).map(
    ([key, value]) => element('Key', key) + element('Value', value),
  );
  return [
    element('StackId', stack.id),
    element('StackName', stack.name),
    optional('Description', stack.description),
    memberElements('Parameters', parameters),
    time('CreationTime', stack.createdAt),
    time('LastUpdatedTime', stack.updatedAt),
    '<RollbackConfiguration/>',
    element('StackStatus', stack.status),
    element('DisableRollback', false),
    '<NotificationARNs/>',
    memberElements('Capabilities', CAPABILITIES),
    outputs.length === 0 ? '' : memberElements('Outputs', outputs),
    memberElements('Tags', tags),
    element('EnableTerminationProtection', stack.isProtected),
    STACK_DRIFT,
  ].join('');
}

/** A member of `StackSummaries`. */
export function stackSummaryXml(stack: DescribedStack): string {
  return [
    element('StackId', stack.id),
    element('StackName', stack.name),
    optional('TemplateDescription', stack.description),
    time('CreationTime', stack.createdAt),
    time('LastUpdatedTime', stack.updatedAt),
    element('StackStatus', stack.status),
    STACK_DRIFT,
  ].join('');
}

const statusOf = ({ physicalId }: StackResource) =>
  element('ResourceStatus', physicalId === undefined ? 'CREATE_IN_PROGRESS' : 'CREATE_COMPLETE');

const commonXml = (resource: StackResource) =>
  element('LogicalResourceId', resource.logicalId) +
  optional('PhysicalResourceId', resource.physicalId) +
  element('ResourceType', resource.type) +
  statusOf(resource) +
  RESOURCE_DRIFT;

const ofStack = ({ id, name }: DescribedStack) =>
  element('StackId', id) + element('StackName', name);

/** A member of `StackResourceSummaries`. A resource has the time of its stack's making. */
export function resourceSummaryXml({ createdAt }: DescribedStack, resource: StackResource): string {
  return commonXml(resource) + time('LastUpdatedTimestamp', createdAt);
}

/** A member of `StackResources`. */
export function stackResourceXml(stack: DescribedStack, resource: StackResource): string {
  return ofStack(stack) + commonXml(resource) + time('Timestamp', stack.createdAt);
}

/** `StackResourceDetail`. */
export function resourceDetailXml(stack: DescribedStack, resource: StackResource): string {
  const inner = [
    ofStack(stack),
    resourceSummaryXml(stack, resource),
    optional('Metadata', resource.metadata),
  ];
  return `<StackResourceDetail>${inner.join('')}</StackResourceDetail>`;
}
