/** The resource type AWS::Lambda::Function. */
import { statSync } from 'node:fs';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type CloudContext, type ResourceType, resourceType } from '../part.ts';
import type { Assets } from '../template/assets.ts';
import { checkVariables } from './environment.ts';
import { LambdaFunction } from './function.ts';
import type { FunctionDirectory } from './function-directory.ts';

/** Template numbers may come as text. */
const number = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const variable = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
const functionProperties = z.strictObject({
  FunctionName: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,64}$/)
    .exactOptional(),
  Runtime: z.string().regex(/^(nodejs24\.x|python3\.\d+)$/, 'only nodejs24.x runs here'),
  Handler: z.string().max(128),
  // Strict: ZipFile and ImageUri are refused by their names.
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Role: z.string(),
  Description: z.string().max(256).default(''),
  Environment: z
    .strictObject({ Variables: z.record(z.string(), variable).default({}) })
    .exactOptional(),
  Timeout: number(1, 900).default(3),
  MemorySize: number(128, 10_240).default(128),
  Architectures: z.tuple([z.enum(['x86_64', 'arm64'])]).default(['x86_64']),
  Layers: z.array(z.string()).default([]),
  PackageType: z.literal('Zip').exactOptional(),
  DeadLetterConfig: z.strictObject({ TargetArn: z.string().exactOptional() }).exactOptional(),
  ReservedConcurrentExecutions: number(0, 1000).exactOptional(),
  LoggingConfig: z
    .strictObject({
      LogGroup: z.string().exactOptional(),
      LogFormat: z.enum(['Text', 'JSON']).default('Text'),
      ApplicationLogLevel: z.string().exactOptional(),
      SystemLogLevel: z.string().exactOptional(),
    })
    .exactOptional(),
});

/** The function behind CDK's BucketDeployment: what it would do is done natively, so it exists and never runs. */
const ASSET_DEPLOYER = /^CustomCDKBucketDeployment/;

export interface FunctionDependencies {
  readonly assets: Assets;
  /** Whether a role trusts a service. Without it the role is not asked. */
  readonly canAssume?: ((roleArn: string, service: string) => boolean) | undefined;
}

export function functionResource(
  { account, region }: CloudContext,
  directory: FunctionDirectory,
  { assets, canAssume }: FunctionDependencies,
): ResourceType {
  return resourceType({
    type: 'AWS::Lambda::Function',
    properties: functionProperties,
    inert: [
      'EphemeralStorage',
      'KmsKeyArn',
      'RecursiveLoop',
      'RuntimeManagementConfig',
      'Tags',
      'TracingConfig',
    ],
    async create({ properties, physicalName, logicalId }) {
      const runs = !ASSET_DEPLOYER.test(logicalId);
      if (runs && !properties.Runtime.startsWith('nodejs'))
        throw invalid(`the runtime ${properties.Runtime} is not supported`);
      if (runs && properties.Layers.length > 0) throw invalid('Layers are not supported');
      const variables = properties.Environment?.Variables ?? {};
      checkVariables(variables);
      // https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
      if (canAssume?.(properties.Role, 'lambda.amazonaws.com') === false)
        throw invalid('The role defined for the function cannot be assumed by Lambda.');
      const name = properties.FunctionName ?? physicalName;
      const arn = directory.arnOf(name);
      directory.add(
        new LambdaFunction({
          name,
          arn,
          variables,
          roleArn: properties.Role,
          handler: properties.Handler,
          runtime: properties.Runtime,
          description: properties.Description,
          folder: runs ? codeFolder(assets, properties.Code.S3Key) : '',
          codeKey: properties.Code.S3Key,
          architecture: properties.Architectures[0],
          timeoutSeconds: properties.Timeout,
          memoryMegabytes: properties.MemorySize,
          reservedConcurrency: properties.ReservedConcurrentExecutions,
          deadLetterArn: queueArn(properties.DeadLetterConfig?.TargetArn, { account, region }),
          logGroup: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
          logFormat: properties.LoggingConfig?.LogFormat ?? 'Text',
          logLevel: properties.LoggingConfig?.ApplicationLogLevel,
        }),
      );
      return { ref: name, attributes: { Arn: arn } };
    },
  });
}

function codeFolder(assets: Assets, key: string): string {
  const folder = assets.locate(key);
  if (!statSync(folder).isDirectory()) throw invalid(`the code asset ${key} is not a folder`);
  return folder;
}

/** @throws AwsError for a destination that is not an SQS queue: topics, buses and functions are not hosted as such. */
export function queueArn(
  target: string | undefined,
  { account, region }: Pick<CloudContext, 'account' | 'region'>,
): string | undefined {
  if (target === undefined || target.startsWith(`arn:aws:sqs:${region}:${account}:`)) return target;
  throw invalid(
    `${target} is not an SQS queue of this cloud; other destinations are not supported`,
  );
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}
