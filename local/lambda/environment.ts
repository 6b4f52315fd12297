/** A function's environment variables: which it may set, and what Lambda adds to them. */
import { AwsError } from '../aws/error.ts';
import type { SessionCredentials } from '../iam/credentials.ts';
import type { FunctionSettings } from './function.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: all variables of a function, in aggregate. */
const LARGEST_BYTES = 4096;

/** @throws AwsError `InvalidParameterValueException` for variables that CreateFunction would not take. */
export function checkVariables(variables: Readonly<Record<string, string>>): void {
  const names = Object.keys(variables);
  const reserved = names.filter((name) => RESERVED.has(name));
  if (reserved.length > 0)
    throw refused(`reserved keys that cannot be set: ${reserved.join(', ')}`);
  const malformed = names.filter((name) => !/^[a-zA-Z][a-zA-Z0-9_]+$/.test(name));
  if (malformed.length > 0) throw refused(`malformed names: ${malformed.join(', ')}`);
  if (names.includes('AWS_LAMBDA_EXEC_WRAPPER'))
    throw refused('AWS_LAMBDA_EXEC_WRAPPER: wrapper scripts are not hosted');
  if (Buffer.byteLength(JSON.stringify(variables)) > LARGEST_BYTES)
    throw refused(`more than ${LARGEST_BYTES} bytes`);
}

function refused(reason: string): AwsError {
  return new AwsError('InvalidParameterValueException', `environment variables: ${reason}`);
}

interface Surroundings {
  readonly region: string;
  readonly endpointUrl: string;
  readonly credentials: SessionCredentials;
  readonly logStream: string;
}

/** All that `process.env` of the function holds: nothing of this machine's own environment. */
export function environmentOf(
  settings: FunctionSettings,
  { region, endpointUrl, credentials, logStream }: Surroundings,
): Record<string, string> {
  return {
    ...settings.variables,
    ...(settings.logFormat === 'JSON' && { AWS_LAMBDA_LOG_FORMAT: 'JSON' }),
    ...(settings.logLevel !== undefined && { AWS_LAMBDA_LOG_LEVEL: settings.logLevel }),
    _HANDLER: settings.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: settings.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_ENDPOINT_URL: endpointUrl,
    LAMBDA_TASK_ROOT: settings.folder,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}
