/** Lets the logger speak, and catches what it says. Imported before anything that logs. */
import { jest } from '@jest/globals';

process.env['AWS_LAMBDA_LOG_LEVEL'] = 'DEBUG';

/** All lines so far. */
export const lines: string[] = [];

const take = (chunk: unknown) => {
  lines.push(...String(chunk).split('\n').filter(Boolean));
  return true;
};

/** Catches from now on; answers how it is ended. */
export function captureLog(): () => void {
  const out = jest.spyOn(process.stdout, 'write').mockImplementation(take);
  const error = jest.spyOn(process.stderr, 'write').mockImplementation(take);
  return () => {
    out.mockRestore();
    error.mockRestore();
  };
}
