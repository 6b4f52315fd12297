/** The resource type AWS::Lambda::Permission: one statement of a function's resource policy. */
import * as z from 'zod';
import type { PolicyStatement } from '../iam/access.ts';
import { type CloudContext, type ResourceType, resourceType } from '../part.ts';
import type { FunctionDirectory } from './function-directory.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
const permissionProperties = z.strictObject({
  Action: z.string().regex(/^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().exactOptional(),
  SourceAccount: z
    .string()
    .regex(/^\d{12}$/)
    .exactOptional(),
});

export function permissionResource(
  { account }: CloudContext,
  directory: FunctionDirectory,
): ResourceType {
  return resourceType({
    type: 'AWS::Lambda::Permission',
    properties: permissionProperties,
    inert: [],
    async create({ properties, physicalName }) {
      const reference = directory.refer(properties.FunctionName);
      const owner = directory.find(reference);
      const { SourceArn, SourceAccount } = properties;
      const conditions = {
        ...(SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
        ...(SourceAccount !== undefined && {
          StringEquals: { 'AWS:SourceAccount': SourceAccount },
        }),
      };
      owner.permit({
        Sid: physicalName,
        Effect: 'Allow',
        Principal: principalOf(properties.Principal, account),
        Action: properties.Action,
        Resource: reference.arn,
        ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
      });
      return { ref: physicalName, attributes: { Id: physicalName } };
    },
  });
}

/** A service, an account or an ARN; `*` is everybody. */
function principalOf(text: string, account: string): NonNullable<PolicyStatement['Principal']> {
  if (text === '*') return '*';
  if (text === account) return { AWS: `arn:aws:iam::${account}:root` };
  return /\.amazonaws\.com$/.test(text) ? { Service: text } : { AWS: text };
}
