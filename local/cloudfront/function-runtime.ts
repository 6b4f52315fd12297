/**
 * Runs the code of CloudFront functions of the runtime cloudfront-js-2.0, each call in a context of its own.
 *
 * Of what that runtime has, modules (`crypto`, `querystring`, `cloudfront`), `Buffer`, `atob` and `btoa` are missing
 * here. Syntax is not held against it: newer syntax than that runtime's passes here.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
import { type Context, createContext, Script } from 'node:vm';
import * as z from 'zod';

/** Milliseconds of one call. On AWS it is less than one, of a machine that does nothing else. */
const LIMIT = 1_000;

const GLOBALS = [
  'Array ArrayBuffer Boolean DataView Date Error EvalError Float32Array Float64Array Function Infinity',
  'Int16Array Int32Array Int8Array JSON Math NaN Number Object Promise RangeError ReferenceError RegExp String',
  'Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray decodeURI',
  'decodeURIComponent encodeURI encodeURIComponent globalThis isFinite isNaN parseFloat parseInt undefined',
].flatMap((line) => line.split(' '));

const PREPARE = new Script(`{
  const known = new Set(${JSON.stringify(GLOBALS)});
  for (const name of Object.getOwnPropertyNames(globalThis))
    if (!known.has(name)) delete globalThis[name];
  // What it writes goes nowhere.
  globalThis.console = { log() {}, error() {} };
}`);
/** None where the answer is still to come: then it never will. */
const Outcome = z.tuple([
  z.union([
    z.object({ answered: z.string().optional() }).strict(),
    z.object({ failed: z.string() }).strict(),
  ]),
]);

/** The code could not be loaded, or a call of it failed. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
}

export class FunctionRuntime {
  readonly #code: Script;

  /** @throws FunctionError for code that has no `handler`, or does not load. */
  constructor(code: string) {
    try {
      this.#code = new Script(code);
      const context = this.#load({ timeout: LIMIT });
      if (new Script('typeof handler').runInContext(context) !== 'function')
        throw new Error('it has no function handler');
    } catch (error) {
      throw new FunctionError(error instanceof Error ? error.message : 'it does not load');
    }
  }

  /** What `handler` answers to an event, as JSON makes it. @throws FunctionError */
  run(event: unknown): unknown {
    const text = JSON.stringify(JSON.stringify(event));
    // What the script comes to is filled in by the time it is given back: promises are awaited within the run.
    const call = new Script(`(() => {
      const outcome = [];
      Promise.resolve(JSON.parse(${text})).then(handler).then(
        (answer) => outcome.push({ answered: JSON.stringify(answer) }),
        (error) => outcome.push({ failed: String(error) }),
      );
      return outcome;
    })()`);
    try {
      const [outcome] = Outcome.parse(call.runInContext(this.#load(), { timeout: LIMIT }));
      if ('failed' in outcome) throw new Error(outcome.failed);
      return outcome.answered === undefined ? undefined : JSON.parse(outcome.answered);
    } catch (error) {
      throw new FunctionError(error instanceof Error ? error.message : 'it failed');
    }
  }

  /** A limit takes a clock of its own, which takes longer than the code: what loaded once within it loads again. */
  #load(limit: { timeout?: number } = {}): Context {
    const context = createContext(Object.create(null), {
      codeGeneration: { strings: false, wasm: false },
      // A promise that never ends would get past the limit otherwise.
      microtaskMode: 'afterEvaluate',
    });
    PREPARE.runInContext(context);
    this.#code.runInContext(context, limit);
    return context;
  }
}
