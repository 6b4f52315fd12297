/** What runs in the thread of a function: it loads the handler once, then runs it for one event after the other. */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { getHeapStatistics } from 'node:v8';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { shiftDate } from '../../shifted-date.ts';
import { contextOf } from './context.ts';
import { errorReport, RuntimeFault } from './error-report.ts';
import { type Handler, loadHandler } from './handler-module.ts';
import type { ThreadInvocation, ThreadReport, ThreadSettings } from './protocol.ts';

// Both come from the cloud's own `function-thread.ts`; a schema library would double the start of every thread.
const settings: ThreadSettings = workerData;
const port = cloudPort();

function cloudPort(): MessagePort {
  if (parentPort === null) throw new Error('this module runs in a worker thread');
  return parentPort;
}
const post = port.postMessage.bind(port);
const tell = (report: ThreadReport) => post(report);

shiftDate(settings.clock);
captureOutput();

/** Output takes the way of the results, so that it is on the log before they are. */
function captureOutput(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.write = (chunk, encodingOrDone?: unknown, done?: unknown) => {
      tell({
        kind: 'output',
        text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString(),
      });
      const callback = typeof encodingOrDone === 'function' ? encodingOrDone : done;
      if (typeof callback === 'function') process.nextTick(callback);
      return true;
    };
}

function crash(thrown: unknown): void {
  tell({ kind: 'crashed', error: errorReport(thrown) });
  process.exit(1);
}
process.on('uncaughtException', crash);
process.on('unhandledRejection', (reason) =>
  crash(
    new RuntimeFault(
      'Runtime.UnhandledPromiseRejection',
      String(reason),
      reason instanceof Error ? reason.stack : undefined,
    ),
  ),
);

async function run(handler: Handler, invocation: ThreadInvocation): Promise<ThreadReport> {
  try {
    const event: unknown = JSON.parse(invocation.payload);
    const result = await handler(event, contextOf(settings, invocation));
    return { kind: 'returned', payload: resultText(result), memoryBytes: memoryBytes() };
  } catch (error) {
    return { kind: 'failed', error: errorReport(error) };
  }
}

/** What the function holds: heap and buffers. */
function memoryBytes(): number {
  const { used_heap_size: heap, external_memory: buffers } = getHeapStatistics();
  return heap + buffers;
}

function resultText(result: unknown): string {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    throw new RuntimeFault('Runtime.JSONStringifyError', 'Unable to stringify response body');
  }
}

/** What the first invocation compiled is there for the function's next thread. */
let keepsCode = true;

async function serve(handler: Handler, invocation: ThreadInvocation): Promise<void> {
  tell(await run(handler, invocation));
  if (keepsCode) flushCompileCache();
  keepsCode = false;
}

try {
  enableCompileCache(settings.compileCache);
  const handler = await loadHandler(settings.folder, settings.handler);
  port.on('message', (invocation: ThreadInvocation) => void serve(handler, invocation));
  tell({ kind: 'ready' });
} catch (error) {
  crash(error);
}
