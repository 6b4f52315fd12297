/** The log lines of all functions, from one catalogue with stable codes. No payload, number or secret is ever in one. */
import { Logger } from '@aws-lambda-powertools/logger';

/** Code → level. What a line means and what to do about it is told in `docs/operating.md`. */
export const LOG_CATALOGUE = {
  'request-refused': 'info',
  'request-crashed': 'error',
  'execution-not-started': 'warn',
  'callback-not-answered': 'warn',
  'claim-dropped': 'warn',
  'claim-answered': 'info',
  'certificate-retired': 'info',
  'command-signed': 'info',
  'command-given-up': 'warn',
  'report-dropped': 'warn',
  'report-counted': 'info',
  'notice-not-sent': 'warn',
  'wake-up-not-sent': 'warn',
  enrolled: 'info',
  'enrolment-refused': 'warn',
  'code-not-sent': 'warn',
  'message-sent': 'info',
  'message-not-sent': 'warn',
  'message-impossible': 'warn',
  'record-sealed': 'info',
  'wipe-repaired': 'warn',
  'repair-failed': 'error',
} as const;

export type LogCode = keyof typeof LOG_CATALOGUE;

export interface LogLine {
  readonly code: LogCode;
  readonly error?: unknown;
  readonly [field: string]: unknown;
}

const logger = new Logger({ serviceName: 'remote-wipe' });

/**
 * Writes one line. Of an error only its name and code are kept, and its stack when it is ours: messages of
 * libraries may quote what was sent.
 */
export function log({ code, error, ...fields }: LogLine): void {
  const what = error instanceof Error ? { error: describe(error) } : {};
  logger[LOG_CATALOGUE[code]](code, { code, ...fields, ...what });
}

function describe(error: Error) {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const at = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return { name: error.name, code, at: at?.trim() };
}
