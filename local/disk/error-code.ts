/** The code of a failed system call. */

/** `ENOENT`, `EEXIST`, …, or undefined for an error of another kind. */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
