/** Fixes logical ids of what holds state, so that no move in the construct tree can replace it. */
import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The CloudFormation resource behind a construct. @throws Error where there is not exactly one. */
export function resourceOf(construct: IConstruct): CfnResource {
  const child = construct.node.defaultChild;
  if (child !== undefined && CfnResource.isCfnResource(child)) return child;
  throw new Error(`${construct.node.path} has no resource of its own`);
}

/** Gives the resource behind a construct a logical id that does not depend on its place. */
export function pin<T extends IConstruct>(construct: T, logicalId: string): T {
  resourceOf(construct).overrideLogicalId(logicalId);
  return construct;
}
