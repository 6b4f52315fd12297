/** The log lines of all functions, from one catalogue with stable codes. No payload, number or secret is ever in one. */

/** Code → level. What a line means and what to do about it is told in `docs/operating.md`. */
export const LOG_CATALOGUE = {
  'request-refused': 'INFO',
  'request-crashed': 'ERROR',
  'execution-not-started': 'WARN',
  'callback-not-answered': 'WARN',
  'claim-dropped': 'WARN',
  'claim-answered': 'INFO',
  'certificate-retired': 'INFO',
  'command-signed': 'INFO',
  'command-given-up': 'WARN',
  'report-dropped': 'WARN',
  'report-counted': 'INFO',
  'notice-not-sent': 'WARN',
  'wake-up-not-sent': 'WARN',
  enrolled: 'INFO',
  'enrolment-refused': 'WARN',
  'code-not-sent': 'WARN',
  'message-sent': 'INFO',
  'message-not-announced': 'WARN',
  'message-lost': 'WARN',
  'message-not-sent': 'WARN',
  'message-impossible': 'WARN',
  'resume-voided': 'WARN',
  'record-sealed': 'INFO',
  'journal-entry': 'INFO',
  'line-searched': 'INFO',
  'total-limit-reached': 'WARN',
  'clerk-suspended': 'WARN',
  'clerk-requests-limit-reached': 'WARN',
  'operator-limit-reached': 'WARN',
  'suspended-clerk-refused': 'WARN',
  'wipe-contested': 'WARN',
  'wipe-repaired': 'WARN',
  'repair-failed': 'ERROR',
  'wipes-measured': 'INFO',
} as const;

export type LogCode = keyof typeof LOG_CATALOGUE;

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
