/** The AWS IoT policies of the template, and the resource type AWS::IoT::Policy. */
import * as z from 'zod';
import { AwsError } from '../../aws/error.ts';
import type { PolicyDocument } from '../../iam/access.ts';
import { type CloudContext, type ResourceType, resourceType } from '../../part.ts';
import type { IotArns } from '../arns.ts';
import { thingPolicyDocument } from './document.ts';

export interface ThingPolicy {
  readonly name: string;
  readonly arn: string;
  readonly document: PolicyDocument;
  /** Epoch milliseconds on the cloud's clock. */
  readonly createdAt: number;
}

/** By name. They come out of the template at every start. */
export type ThingPolicies = ReadonlyMap<string, ThingPolicy>;

export function createPolicies(
  { clock }: CloudContext,
  arns: IotArns,
): { policies: ThingPolicies; resource: ResourceType } {
  const policies = new Map<string, ThingPolicy>();
  const resource = resourceType({
    type: 'AWS::IoT::Policy',
    properties: z.strictObject({
      PolicyDocument: thingPolicyDocument,
      PolicyName: z
        .string()
        .regex(/^[\w+=,.@-]{1,128}$/)
        .exactOptional(),
    }),
    inert: ['Tags'],
    async create({ properties, physicalName }) {
      const name = properties.PolicyName ?? physicalName;
      if (policies.has(name))
        throw new AwsError('ResourceAlreadyExistsException', `Policy already exists: ${name}`, {
          status: 409,
        });
      const arn = arns.policy(name);
      const document = properties.PolicyDocument;
      policies.set(name, { name, arn, document, createdAt: clock.now() });
      return { ref: name, attributes: { Arn: arn, Id: name } };
    },
  });
  return { policies, resource };
}
