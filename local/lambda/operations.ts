/** The Lambda API's operations that are hosted: https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
import type { AwsCall, AwsReply } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import { pageOf } from '../aws/page.ts';
import { jsonReply, unknownOperation } from '../endpoint/protocol.ts';
import type { CloudContext } from '../part.ts';
import type { LambdaFunction } from './function.ts';
import type { FunctionDirectory } from './function-directory.ts';
import type { Invoking } from './invoking.ts';

type Operation = (call: AwsCall, functionName: string) => AwsReply | Promise<AwsReply>;

/** Answers REST JSON calls below `/2015-03-31/functions`. */
export function lambdaOperations(
  { access, clock }: CloudContext,
  directory: FunctionDirectory,
  invoking: Invoking,
): (call: AwsCall) => Promise<AwsReply> {
  const startedAt = new Date(clock.now()).toISOString().replace('Z', '+0000');
  const authorized = (action: string, call: AwsCall, functionName: string) => {
    const reference = directory.refer(functionName, call.query.get('Qualifier') ?? undefined);
    // Only calls to the function itself are decided by its resource policy here.
    access.require({ caller: call.caller, action, resource: reference.arn });
    return directory.find(reference);
  };

  const routes: Readonly<Record<string, Operation>> = {
    'POST /invocations': (call, functionName) => invoke(call, functionName, directory, invoking),
    'GET /': (call, functionName) =>
      jsonReply(call, {
        Configuration: configurationOf(
          authorized('lambda:GetFunction', call, functionName),
          startedAt,
        ),
        Code: { RepositoryType: 'S3' },
        Tags: {},
      }),
    'GET /configuration': (call, functionName) =>
      jsonReply(
        call,
        configurationOf(
          authorized('lambda:GetFunctionConfiguration', call, functionName),
          startedAt,
        ),
      ),
    'GET /policy': (call, functionName) => {
      const { policy, settings } = authorized('lambda:GetPolicy', call, functionName);
      if (policy === undefined)
        throw new AwsError(
          'ResourceNotFoundException',
          'The resource you requested does not exist.',
          { status: 404, detail: { Type: 'User' } },
        );
      return jsonReply(call, { Policy: JSON.stringify(policy), RevisionId: settings.codeKey });
    },
  };

  return async (call) => {
    const [, name, rest = '/'] =
      /^\/2015-03-31\/functions\/([^/]*)(\/[a-z-]+)?\/?$/.exec(
        call.path.endsWith('/functions') ? `${call.path}/` : call.path,
      ) ?? [];
    if (name === '' && call.method === 'GET' && rest === '/') {
      access.require({ caller: call.caller, action: 'lambda:ListFunctions', resource: '*' });
      const { entries, next } = pageOfFunctions(directory, call.query);
      const Functions = entries.map((each) => configurationOf(each, startedAt));
      return jsonReply(call, { Functions, ...(next !== undefined && { NextMarker: next }) });
    }
    const operation = name ? routes[`${call.method} ${rest}`] : undefined;
    if (operation === undefined || name === undefined)
      throw unknownOperation('lambda', `${call.method} ${call.path}`);
    return await operation(call, name);
  };
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html: 50 a page, whatever larger is asked for. */
const MOST_FUNCTIONS = 50;

function pageOfFunctions(directory: FunctionDirectory, query: URLSearchParams) {
  const asked = Number(query.get('MaxItems') ?? MOST_FUNCTIONS);
  if (!Number.isInteger(asked) || asked < 1)
    throw new AwsError('InvalidParameterValueException', 'MaxItems is 1 or more');
  const size = Math.min(asked, MOST_FUNCTIONS);
  const page = pageOf(directory.functions, size, query.get('Marker') ?? undefined);
  if (page === undefined)
    throw new AwsError('InvalidParameterValueException', 'Invalid request provided: Marker');
  return page;
}

/** Request headers of Invoke that nothing here acts on. */
const UNSUPPORTED = {
  'x-amz-client-context': 'ClientContext',
  'x-amz-durable-execution-name': 'DurableExecutionName',
  'x-amz-tenant-id': 'TenantId',
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
async function invoke(
  { headers, query, body, caller }: AwsCall,
  functionName: string,
  directory: FunctionDirectory,
  invoking: Invoking,
): Promise<AwsReply> {
  for (const [header, member] of Object.entries(UNSUPPORTED))
    if (headers[header] !== undefined)
      throw new AwsError('InvalidParameterValueException', `${member} is not supported`);
  const { arn } = directory.refer(functionName, query.get('Qualifier') ?? undefined);
  const invocation = { functionArn: arn, payload: body.toString('utf8'), caller };
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type === 'DryRun') {
    invoking.dryRun(invocation);
    return { status: 204 };
  }
  if (type === 'Event') {
    const requestId = await invoking.later(invocation);
    return { status: 202, headers: { 'x-amzn-requestid': requestId }, body: '' };
  }
  if (type !== 'RequestResponse')
    throw new AwsError('InvalidParameterValueException', `Unsupported invocation type: ${type}`);
  const result = await invoking.now(invocation);
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': result.requestId,
      'x-amz-executed-version': '$LATEST',
      ...(result.functionError && { 'x-amz-function-error': result.functionError }),
      ...(headers['x-amz-log-type'] === 'Tail' && {
        'x-amz-log-result': Buffer.from(result.logTail).toString('base64'),
      }),
    },
    body: result.payload,
  };
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
function configurationOf({ settings }: LambdaFunction, modified: string): object {
  return {
    FunctionName: settings.name,
    FunctionArn: settings.arn,
    Runtime: settings.runtime,
    Role: settings.roleArn,
    Handler: settings.handler,
    Description: settings.description,
    Timeout: settings.timeoutSeconds,
    MemorySize: settings.memoryMegabytes,
    LastModified: modified,
    Version: '$LATEST',
    Environment: { Variables: settings.variables },
    Architectures: [settings.architecture],
    PackageType: 'Zip',
    State: 'Active',
    LastUpdateStatus: 'Successful',
    LoggingConfig: { LogFormat: settings.logFormat, LogGroup: settings.logGroup },
    ...(settings.deadLetterArn !== undefined && {
      DeadLetterConfig: { TargetArn: settings.deadLetterArn },
    }),
  };
}
