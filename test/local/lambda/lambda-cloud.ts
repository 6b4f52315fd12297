/** A small cloud with Lambda and SQS, whose functions are written by the test. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Functions } from '#local/functions.ts';
import type { Iam } from '#local/iam/part.ts';
import { createLambda, type LambdaDependencies } from '#local/lambda/part.ts';
import type { CloudContext, Part } from '#local/part.ts';
import { createSqs } from '#local/sqs/part.ts';
import type { Queues } from '#local/sqs/queues.ts';
import { type SmallCloud, smallCloud } from '../small-cloud.ts';

export interface LambdaCloud extends SmallCloud {
  readonly lambda: Part & Functions;
  /** Writes the code as one ES module and creates the function; answers its ARN. */
  fn(name: string, code: string, properties?: object): Promise<string>;
  /** Runs a function as the administrator; the payload parsed. */
  run(functionArn: string, event?: unknown): Promise<{ functionError?: string; value: unknown }>;
  /** What the function has written to its log file so far. */
  logOf(name: string): string;
}

export const ADMINISTRATOR = {
  kind: 'administrator',
  arn: 'arn:aws:iam::000000000000:user/local',
} as const;

interface LambdaCloudOptions extends Pick<LambdaDependencies, 'threads' | 'patience'> {
  /** Parts that call functions. */
  readonly callers?: (
    context: CloudContext,
    functions: Functions,
    beside: { readonly queues: Part & Queues; readonly iam: Iam },
  ) => readonly Part[];
}

/** `dataDir` outlives the cloud. */
export async function lambdaCloud(
  dataDir: string,
  { callers = () => [], ...options }: LambdaCloudOptions = {},
): Promise<LambdaCloud> {
  const code = join(dataDir, 'code');
  const made: { lambda?: Part & Functions } = {};
  const cloud = await smallCloud(dataDir, (context, endpointUrl, iam) => {
    const sqs = createSqs(context, { endpointUrl });
    const lambda = createLambda(context, {
      ...options,
      endpointUrl,
      assets: { locate: (key) => join(code, key) },
      credentials: iam.credentials,
      canAssume: iam.canAssume,
      queues: sqs,
    });
    made.lambda = lambda;
    return [sqs, lambda, ...callers(context, lambda, { queues: sqs, iam })];
  });
  const { lambda } = made;
  if (lambda === undefined) throw new Error('the parts were not made');
  await cloud.role('runner', []);

  return {
    ...cloud,
    lambda,
    async fn(name, source, properties = {}) {
      mkdirSync(join(code, name), { recursive: true });
      writeFileSync(join(code, name, 'index.mjs'), source);
      const { attributes } = await cloud.create('AWS::Lambda::Function', name, {
        FunctionName: name,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { S3Bucket: 'assets', S3Key: name },
        Role: 'arn:aws:iam::000000000000:role/runner',
        Timeout: 10,
        ...properties,
      });
      return String(attributes['Arn']);
    },
    async run(functionArn, event = {}) {
      const { payload, functionError } = await lambda.invoke({
        functionArn,
        payload: JSON.stringify(event),
        caller: ADMINISTRATOR,
      });
      const value: unknown = JSON.parse(payload);
      return { value, ...(functionError && { functionError }) };
    },
    logOf: (name) => readFileSync(join(dataDir, 'lambda', 'logs', `${name}.log`), 'utf8'),
  };
}

/** Waits, at most some seconds, until `probe` answers something other than `undefined` or false. */
export async function eventually<Value>(
  probe: () => Value | Promise<Value>,
): Promise<NonNullable<Value>> {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    const value = await probe();
    if (value !== undefined && value !== null && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not happen in time');
}
