/** Runs a task's Lambda function and puts its answer into the shape of the lambda:invoke integration. */
import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../../aws/error.ts';
import type { Functions, InvocationResult } from '../../functions.ts';
import { parseJson } from '../language/json.ts';
import { StateError } from '../language/state-error.ts';

interface LambdaTask {
  /** Parameters of the TaskScheduled event, JSON text. */
  readonly parameters: string;
  readonly roleArn: string;
  readonly account: string;
  readonly region: string;
  /** The cloud's time, epoch milliseconds. */
  readonly now: () => number;
}

const parametersSchema = z.strictObject({
  FunctionName: z.string(),
  Payload: z.json().default({}),
  Qualifier: z.string().exactOptional(),
});

/** The task's result as JSON text. @throws StateError with the name that AWS gives the failure. */
export async function runLambdaTask(functions: Functions, task: LambdaTask): Promise<string> {
  const parameters = parametersSchema.safeParse(JSON.parse(task.parameters));
  if (!parameters.success)
    throw new StateError('Lambda.AWSLambdaException', z.prettifyError(parameters.error));
  const { FunctionName, Payload, Qualifier } = parameters.data;
  const functionArn = arnOf(FunctionName, task) + (Qualifier === undefined ? '' : `:${Qualifier}`);
  const result = await invoke(functions, {
    functionArn,
    payload: JSON.stringify(Payload),
    caller: { kind: 'role', arn: task.roleArn, name: task.roleArn.split('/').at(-1) ?? '' },
  });
  if (result.functionError !== undefined) throw functionFailure(result.payload);
  return JSON.stringify(resultOf(result, Qualifier, task.now()));
}

function arnOf(name: string, { account, region }: LambdaTask): string {
  return name.startsWith('arn:') ? name : `arn:aws:lambda:${region}:${account}:function:${name}`;
}

async function invoke(
  functions: Functions,
  invocation: Parameters<Functions['invoke']>[0],
): Promise<InvocationResult> {
  try {
    return await functions.invoke(invocation);
  } catch (error) {
    if (error instanceof AwsError) throw serviceFailure(error);
    const reason = error instanceof Error ? error.name : 'unknown';
    throw new StateError('Lambda.SdkClientException', `the invocation failed: ${reason}`);
  }
}

/** Errors that the API of Lambda declares for Invoke and that occur here; any other is `Lambda.AWSLambdaException`. */
const DECLARED = new Set([
  'InvalidParameterValueException',
  'InvalidRequestContentException',
  'RequestTooLargeException',
  'ResourceConflictException',
  'ResourceNotFoundException',
  'ServiceException',
  'TooManyRequestsException',
]);

function serviceFailure({ code, message, status }: AwsError): StateError {
  return new StateError(
    `Lambda.${DECLARED.has(code) ? code : 'AWSLambdaException'}`,
    `${message} (Service: AWSLambda; Status Code: ${status}; Error Code: ${code}; Request ID: ${randomUUID()}; Proxy: null)`,
  );
}

const errorObject = z.looseObject({ errorType: z.string().min(1) });

/** A function's error has the name in `errorType`; its whole object is the cause. */
function functionFailure(payload: string): StateError {
  const read = errorObject.safeParse(readable(payload));
  if (read.success) return new StateError(read.data.errorType, payload);
  // https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html, `Lambda.Unknown`
  return new StateError(
    'Lambda.Unknown',
    `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`,
  );
}

function readable(payload: string): unknown {
  try {
    return parseJson(payload);
  } catch {
    return undefined;
  }
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
function resultOf(
  { payload, requestId }: InvocationResult,
  qualifier: string | undefined,
  now: number,
) {
  const version = qualifier !== undefined && /^\d+$/.test(qualifier) ? qualifier : '$LATEST';
  const headers = {
    'X-Amz-Executed-Version': version,
    'x-amzn-Remapped-Content-Length': '0',
    Connection: 'keep-alive',
    'x-amzn-RequestId': requestId,
    'Content-Length': String(Buffer.byteLength(payload)),
    Date: new Date(now).toUTCString(),
    'X-Amzn-Trace-Id': `root=${traceOf(requestId, now)};sampled=0`,
    'Content-Type': 'application/json',
  };
  return {
    ExecutedVersion: version,
    Payload: payload === '' ? null : parseJson(payload),
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, [value]]),
      ),
      HttpHeaders: headers,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
}

/** A trace id of its form, though nothing is traced here (xray-api-sendingdata.html). */
function traceOf(requestId: string, now: number): string {
  const seconds = Math.floor(now / 1000).toString(16);
  return `1-${seconds}-${createHash('sha256').update(requestId).digest('hex').slice(0, 24)}`;
}
