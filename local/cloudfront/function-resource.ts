/** The resource type AWS::CloudFront::Function. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type ResourceType, resourceType } from '../part.ts';
import { flag } from '../template/flag.ts';
import { FunctionError, FunctionRuntime } from './function-runtime.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions */
const LARGEST = 10_240;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-function.html */
const properties = z.strictObject({
  Name: z.string().regex(/^[A-Za-z0-9-_]{1,64}$/),
  // What is not published runs nowhere.
  AutoPublish: flag.refine((published) => published, { error: 'only what is published is hosted' }),
  FunctionCode: z
    .string()
    .refine((code) => Buffer.byteLength(code) <= LARGEST, { error: 'CloudFront takes 10 KB' }),
  FunctionConfig: z.strictObject({
    Comment: z.unknown().optional(),
    Runtime: z.literal('cloudfront-js-2.0'),
  }),
});

/** Puts each function under its ARN. */
export function functionResource(
  account: string,
  functions: Map<string, FunctionRuntime>,
): ResourceType {
  return resourceType({
    type: 'AWS::CloudFront::Function',
    properties,
    inert: ['Tags'],
    async create({ properties: { Name, FunctionCode } }) {
      const arn = `arn:aws:cloudfront::${account}:function/${Name}`;
      functions.set(arn, loaded(Name, FunctionCode));
      return { ref: arn, attributes: { FunctionARN: arn, Stage: 'LIVE' } };
    },
  });
}

function loaded(name: string, code: string): FunctionRuntime {
  try {
    return new FunctionRuntime(code);
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    throw new AwsError('InvalidArgument', `the function ${name}: ${error.message}`);
  }
}
