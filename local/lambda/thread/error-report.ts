/** Turns whatever was thrown into the error that Lambda's Node.js runtime reports. */
import type { ErrorReport } from './protocol.ts';

/** An error of the runtime itself, under its documented name (`Runtime.ImportModuleError`, …). */
export class RuntimeFault extends Error {
  constructor(name: string, message: string, stack?: string) {
    super(message);
    this.name = name;
    if (stack !== undefined) this.stack = stack;
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export function errorReport(thrown: unknown): ErrorReport {
  if (!(thrown instanceof Error))
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return {
    errorType: String(thrown.name),
    errorMessage: String(thrown.message),
    trace: typeof thrown.stack === 'string' ? thrown.stack.split('\n') : [],
  };
}
