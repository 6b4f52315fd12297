/** Reads a small state file that an earlier start may have left. */
import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import { errorCode } from './error-code.ts';

/** The parsed file, or `undefined` when there is none. @throws for a file that `schema` refuses. */
export function readJsonFile<Content>(
  path: string,
  schema: z.ZodType<Content>,
): Content | undefined {
  const text = readIfPresent(path);
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}

/** The file's text, or `undefined` when there is none. */
export function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
