/** Finds a function's handler in its code as Lambda's Node.js runtime does. */
import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeFault } from './error-report.ts';

export type Handler = (event: unknown, context: object) => unknown;

const EXTENSIONS = ['', '.js', '.mjs', '.cjs'];

/**
 * Loads `index.handler`: the module `index`, in it the export `handler`.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 * @throws RuntimeFault, or what the module throws while it loads.
 */
export async function loadHandler(folder: string, text: string): Promise<Handler> {
  const [, moduleName, names] = /^([^.]*)\.(.*)$/.exec(basename(text)) ?? [];
  if (moduleName === undefined || names === undefined || text.includes('..'))
    throw new RuntimeFault('Runtime.MalformedHandlerName', 'Bad handler');
  const loaded = await load(resolve(folder, dirname(text), moduleName), moduleName);
  const handler = within(loaded, names) ?? within(property(loaded, 'default'), names);
  if (handler === undefined)
    throw new RuntimeFault('Runtime.HandlerNotFound', `${text} is undefined or not exported`);
  if (!isFunction(handler))
    throw new RuntimeFault('Runtime.HandlerNotFound', `${text} is not a function`);
  // https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html#nodejs-handler-callback
  if (handler.length >= 3)
    throw new RuntimeFault(
      'Runtime.CallbackHandlerDeprecated',
      'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    );
  return handler;
}

async function load(path: string, moduleName: string): Promise<unknown> {
  const file = EXTENSIONS.map((extension) => path + extension).find((each) => existsSync(each));
  if (file === undefined)
    throw new RuntimeFault(
      'Runtime.ImportModuleError',
      `Error: Cannot find module '${moduleName}'`,
    );
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new RuntimeFault('Runtime.UserCodeSyntaxError', String(error), error.stack);
    const code = property(error, 'code');
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND')
      throw new RuntimeFault('Runtime.ImportModuleError', String(error));
    throw error;
  }
}

const within = (value: unknown, names: string) => names.split('.').reduce(property, value);

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function isFunction(value: unknown): value is Handler {
  return typeof value === 'function';
}
