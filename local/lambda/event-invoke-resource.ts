/** The resource type AWS::Lambda::EventInvokeConfig: how often an event is tried, and where it goes when it failed. */
import * as z from 'zod';
import { type CloudContext, type ResourceType, resourceType } from '../part.ts';
import type { FunctionDirectory } from './function-directory.ts';
import { queueArn } from './function-resource.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
const eventInvokeProperties = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z.coerce.number().int().min(0).max(2).default(2),
  MaximumEventAgeInSeconds: z.coerce.number().int().min(60).max(21_600).default(21_600),
  // Strict: OnSuccess is refused by its name.
  DestinationConfig: z
    .strictObject({ OnFailure: z.strictObject({ Destination: z.string() }).exactOptional() })
    .exactOptional(),
});

export function eventInvokeResource(
  context: CloudContext,
  directory: FunctionDirectory,
): ResourceType {
  return resourceType({
    type: 'AWS::Lambda::EventInvokeConfig',
    properties: eventInvokeProperties,
    inert: [],
    async create({ properties, physicalName }) {
      directory.find(directory.refer(properties.FunctionName)).eventInvoke = {
        retries: properties.MaximumRetryAttempts,
        maximumAgeSeconds: properties.MaximumEventAgeInSeconds,
        onFailureArn: queueArn(properties.DestinationConfig?.OnFailure?.Destination, context),
      };
      return { ref: physicalName, attributes: {} };
    },
  });
}
