/** The log lines of all functions, from one catalogue with stable codes. No payload, number or secret is ever in one. */
import { LOG_CATALOGUE, type LogCode } from './contract/log-catalogue.ts';

export interface LogLine {
  readonly code: LogCode;
  readonly error?: unknown;
  readonly [field: string]: unknown;
}

/** Lambda's log levels, from the least to the most grave. */
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/**
 * Writes one line of JSON, by the names that CloudWatch and Lambda know: `timestamp`, `level`, `message`. Of an error
 * only its name and code are kept, and its stack when it is ours: messages of libraries may quote what was sent.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html
 */
export function log({ code, error, ...fields }: LogLine): void {
  const level = LOG_CATALOGUE[code];
  if (LEVELS.indexOf(level) < LEVELS.indexOf(leastLevel())) return;
  const timestamp = new Date().toISOString();
  const what = error instanceof Error ? { error: describe(error) } : {};
  const line = {
    level,
    message: code,
    timestamp,
    service: 'remote-wipe',
    code,
    ...fields,
    ...what,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** What the function is configured to keep; Lambda says it in this variable. */
const leastLevel = () => process.env['AWS_LAMBDA_LOG_LEVEL'] ?? 'INFO';

function describe(error: Error) {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const at = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return { name: error.name, code, at: at?.trim() };
}
