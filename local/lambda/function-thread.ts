/** One execution environment of a function: a worker thread that runs one invocation at a time. */
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { LambdaFunction } from './function.ts';
import type { FunctionLog } from './function-log.ts';
import { watchMemory } from './memory-watch.ts';
import { exited, type Outcome, outOfMemory, resultFault, timedOut } from './outcome.ts';
import { closingLines, type InvocationStatus, openingLine } from './platform-lines.ts';
import type { ErrorReport, ThreadInvocation, ThreadSettings } from './thread/protocol.ts';

export interface ThreadRequest {
  readonly requestId: string;
  readonly functionArn: string;
  readonly payload: string;
}

/** A thread's place among the others. */
export interface ThreadPlace {
  /** The environment whose place it takes: it starts once that one is gone. */
  readonly after: Promise<void> | undefined;
  /** Called when the code is loaded, or could not be. */
  readonly onStarted: () => void;
  /** Called when the thread ends, however it does. */
  readonly onEnd: (thread: FunctionThread) => void;
}

interface ThreadOptions extends ThreadPlace {
  readonly script: () => Promise<string>;
  readonly environment: Record<string, string>;
  readonly settings: ThreadSettings;
  readonly log: FunctionLog;
  /** The cloud's time, epoch milliseconds. */
  readonly now: () => number;
}

const errorReport = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()).exactOptional(),
});
const report = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('output'), text: z.string() }),
  z.object({ kind: z.literal('returned'), payload: z.string(), memoryBytes: z.number() }),
  z.object({ kind: z.literal('failed'), error: errorReport }),
  z.object({ kind: z.literal('crashed'), error: errorReport }),
]);

type End =
  | { readonly kind: 'ready' }
  | { readonly kind: 'returned'; readonly payload: string; readonly memoryBytes: number }
  | { readonly kind: 'failed' | 'crashed'; readonly error: ErrorReport }
  | { readonly kind: 'out-of-memory' | 'timeout' }
  | { readonly kind: 'exit'; readonly code: number };

/** After these the worker is on its way out. */
const LAST_WORDS: ReadonlySet<End['kind']> = new Set(['crashed', 'out-of-memory', 'exit']);

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html: the init phase has 10 seconds. */
const INIT_LIMIT = 10_000;
const LOG_TAIL = 4096;
const MEBIBYTE = 1024 * 1024;
/** Megabytes. */
const HEAP_SLACK = 512;
/** Megabytes for young objects: V8's own 48 would be most of what a function's thread holds. */
const YOUNG_GENERATION = 12;

export class FunctionThread {
  readonly function: LambdaFunction;
  /** Counts up with every use, over all threads. */
  usedAt = 0;
  busy = false;
  /** It takes no more invocations. Its worker may still be on its way out: `onEnd` says when it is gone. */
  ended = false;
  /** Its code is not loaded yet. */
  starting = true;
  readonly #options: ThreadOptions;
  readonly #worker: Promise<Worker>;
  #settle: ((end: End) => void) | undefined;
  /** What a new thread said before anybody asked. */
  #early: End | undefined;
  #tail = '';
  /** What the function held after its last invocation. */
  #memoryBytes = 0;

  constructor(owner: LambdaFunction, options: ThreadOptions) {
    this.function = owner;
    this.#options = options;
    this.#worker = this.#start();
    this.#worker.catch(() => this.#finish({ kind: 'exit', code: 1 }));
  }

  async #start(): Promise<Worker> {
    const { script, environment, settings, after } = this.#options;
    const [path] = await Promise.all([script(), after]);
    const worker = new Worker(path, {
      name: settings.functionName,
      env: environment,
      argv: [],
      execArgv: [],
      workerData: settings,
      stdout: true,
      stderr: true,
      resourceLimits: {
        // Only a backstop for what grows faster than the watch looks.
        maxOldGenerationSizeMb: settings.memoryMegabytes + HEAP_SLACK,
        maxYoungGenerationSizeMb: YOUNG_GENERATION,
      },
    });
    worker.on('message', (message: unknown) => this.#hear(message));
    worker.on('error', (error) => this.#finish(endOf(error)));
    worker.on('exit', (code) => this.#finish({ kind: 'exit', code }));
    // Output comes as messages; what Node itself writes here must not fill up.
    worker.stdout.resume();
    worker.stderr.resume();
    return worker;
  }

  /** Runs the handler once. Never rejects for what the function does. */
  async run(request: ThreadRequest): Promise<Outcome> {
    const { memoryMegabytes, logFormat } = this.function.settings;
    const { now } = this.#options;
    const worker = await this.#worker;
    this.#tail = '';
    this.#log(openingLine(logFormat, request.requestId, now()));
    const watch = watchMemory(worker, memoryMegabytes * MEBIBYTE, () => {
      this.#finish({ kind: 'out-of-memory' });
      worker.terminate();
    });
    const before = performance.now();
    const fault = this.starting ? await this.#initialize(request.requestId) : undefined;
    const started = performance.now();
    const end = fault === undefined ? await this.#handle(worker, request) : fault;
    const ended = performance.now();
    watch.end();
    const failed = typeof end !== 'string';
    if (failed) this.#log(`${JSON.stringify(end)}\n`);
    const invocation = {
      requestId: request.requestId,
      ...(failed ? { status: statusOf(end), errorType: end.errorType } : { status: SUCCESS }),
      duration: ended - started,
      initDuration: started - before,
      memoryMegabytes,
      peakBytes: Math.max(watch.peak, this.#memoryBytes),
    };
    this.#log(closingLines(logFormat, invocation, now()));
    return { failed, payload: failed ? JSON.stringify(end) : end, logTail: this.#tail };
  }

  /** Ends the thread wherever it is. Idempotent. */
  async end(): Promise<void> {
    this.ended = true;
    const worker = await this.#worker;
    await worker.terminate();
  }

  async #initialize(requestId: string): Promise<ErrorReport | undefined> {
    const end = await this.#nextEnd(INIT_LIMIT);
    this.starting = false;
    this.#options.onStarted();
    return end.kind === 'ready' ? undefined : faultOf(end, requestId, INIT_LIMIT);
  }

  /** The result's JSON text, or the error. */
  async #handle(worker: Worker, request: ThreadRequest): Promise<string | ErrorReport> {
    const timeout = this.function.settings.timeoutSeconds * 1000;
    const ending = this.#nextEnd(timeout);
    const invocation: ThreadInvocation = { ...request, timeoutMilliseconds: timeout };
    worker.postMessage(invocation);
    const end = await ending;
    if (end.kind !== 'returned') return faultOf(end, request.requestId, timeout);
    this.#memoryBytes = end.memoryBytes;
    if (end.memoryBytes > this.function.settings.memoryMegabytes * MEBIBYTE) {
      await this.end();
      return outOfMemory(request.requestId);
    }
    return resultFault(end.payload) ?? end.payload;
  }

  /** The next thing that ends a phase. At the timeout it is the end of the thread as well. */
  async #nextEnd(milliseconds: number): Promise<End> {
    const { promise, resolve } = Promise.withResolvers<End>();
    if (this.#early === undefined) this.#settle = resolve;
    else resolve(this.#early);
    this.#early = undefined;
    const timer = setTimeout(() => resolve({ kind: 'timeout' }), milliseconds);
    const end = await promise;
    clearTimeout(timer);
    this.#settle = undefined;
    if (end.kind === 'timeout') await this.end();
    return end;
  }

  #hear(message: unknown): void {
    const { data: heard } = report.safeParse(message);
    // The function's code can reach the port as well.
    if (heard === undefined) return;
    if (heard.kind === 'output') this.#log(heard.text);
    else this.#finish(heard);
  }

  #finish(end: End): void {
    if (LAST_WORDS.has(end.kind)) this.ended = true;
    if (this.#settle !== undefined) this.#settle(end);
    else if (this.starting) this.#early ??= end;
    this.#settle = undefined;
    if (end.kind === 'exit') this.#options.onEnd(this);
  }

  #log(text: string): void {
    this.#tail = (this.#tail + text).slice(-LOG_TAIL);
    this.#options.log.write(text);
  }
}

const SUCCESS: InvocationStatus = 'success';

/** What the runtime could not go on after is a failure, what the handler ended with an error. */
function statusOf({ errorType }: ErrorReport): InvocationStatus {
  if (errorType === 'Sandbox.Timedout') return 'timeout';
  return /^(Runtime|Function)\./.test(errorType) ? 'failure' : 'error';
}

/** An error that the thread could not report itself. Its exit follows. */
function endOf(error: Error): End {
  if (Reflect.get(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'out-of-memory' };
  return { kind: 'crashed', error: { errorType: error.name, errorMessage: error.message } };
}

function faultOf(end: End, requestId: string, limit: number): ErrorReport {
  switch (end.kind) {
    case 'failed':
    case 'crashed':
      return end.error;
    case 'timeout':
      return timedOut(requestId, limit / 1000);
    case 'out-of-memory':
      return outOfMemory(requestId);
    case 'exit':
      return exited(requestId, end.code);
    case 'ready':
    case 'returned':
      // The function's code spoke in the name of its thread.
      return exited(requestId, 1);
  }
}
