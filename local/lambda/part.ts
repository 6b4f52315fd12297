/**
 * The Lambda part: the template's functions in worker threads.
 *
 * Not hosted, and refused by name: container images, inline code, layers, versions, aliases, function URLs, event
 * source mappings, VPCs, file systems, SnapStart, response streaming, client contexts, destinations that are not SQS
 * queues, runtimes other than nodejs24.x. Unlike Lambda, an idle thread is not frozen, memory is looked at every 200 ms,
 * and the file system and the working directory are this machine's.
 */
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Functions } from '../functions.ts';
import type { Credentials } from '../iam/credentials.ts';
import type { CloudContext, Part } from '../part.ts';
import type { Queues } from '../sqs/queues.ts';
import { environmentOf } from './environment.ts';
import { EventDispatcher } from './event-dispatcher.ts';
import { eventInvokeResource } from './event-invoke-resource.ts';
import { EventQueue } from './event-queue.ts';
import { discardEvents } from './failed-event.ts';
import type { LambdaFunction } from './function.ts';
import { FunctionDirectory } from './function-directory.ts';
import { type FunctionLog, functionLog } from './function-log.ts';
import { type FunctionDependencies, functionResource } from './function-resource.ts';
import { FunctionThread, type ThreadPlace } from './function-thread.ts';
import { createInvoking } from './invoking.ts';
import { lambdaOperations } from './operations.ts';
import { permissionResource } from './permission-resource.ts';
import { runIn } from './run-function.ts';
import { threadScript } from './thread-code.ts';
import { ThreadPool } from './thread-pool.ts';

export interface LambdaDependencies extends FunctionDependencies {
  readonly credentials: Credentials;
  /** The AWS endpoint, once it is known. */
  readonly endpointUrl: () => string;
  readonly queues: Queues;
  /** Worker threads in all; 16 by default. */
  readonly threads?: number;
  /** Real milliseconds that an invocation waits for a thread before it is throttled; 10 s by default. */
  readonly patience?: number;
}

export function createLambda(context: CloudContext, deps: LambdaDependencies): Part & Functions {
  const folder = join(context.dataDir, 'lambda');
  const directory = new FunctionDirectory(context);
  const logs = functionLogs(join(folder, 'logs'), context.log);
  const script = threadScript(folder);
  const limit = deps.threads ?? 16;
  const pool = new ThreadPool({
    limit,
    patience: deps.patience ?? 10_000,
    starts: Math.max(2, availableParallelism()),
    makeThread,
  });

  function makeThread(owner: LambdaFunction, place: ThreadPlace): FunctionThread {
    const { settings } = owner;
    const logStream = logStreamName(context.clock.now());
    return new FunctionThread(owner, {
      ...place,
      script,
      log: logs.of(settings.name),
      now: context.clock.now,
      environment: environmentOf(settings, {
        region: context.region,
        endpointUrl: deps.endpointUrl(),
        credentials: deps.credentials.forRole(settings.roleArn),
        logStream,
      }),
      settings: {
        folder: settings.folder,
        handler: settings.handler,
        clock: context.clock.shared,
        functionName: settings.name,
        memoryMegabytes: settings.memoryMegabytes,
        logGroup: settings.logGroup,
        logStream,
        compileCache: join(folder, 'compiled'),
      },
    });
  }

  const run = runIn(pool, context);
  const queue = new EventQueue(join(folder, 'events.jsonl'));
  const dispatcher = new EventDispatcher({
    ...context,
    queue,
    directory,
    run,
    concurrency: Math.max(1, Math.floor(limit / 2)),
    discard: discardEvents({ ...context, queues: deps.queues }),
  });
  const invoking = createInvoking(directory, run, dispatcher);

  return {
    name: 'lambda',
    signingNames: ['lambda'],
    resources: [
      functionResource(context, directory, deps),
      permissionResource(context, directory),
      eventInvokeResource(context, directory),
    ],
    handle: lambdaOperations(context, directory, invoking),
    async invoke(invocation) {
      const { logTail: _, ...result } = await invoking.now(invocation);
      return result;
    },
    async invokeLater(invocation) {
      await invoking.later(invocation);
    },
    async start() {
      dispatcher.start();
    },
    async stop() {
      dispatcher.stop();
      await pool.end();
      await logs.flush();
      await queue.close();
    },
  };
}

/** `2026/01/31/[$LATEST]0123…`, as Lambda names them. */
function logStreamName(now: number): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[$LATEST]${randomBytes(16).toString('hex')}`;
}

function functionLogs(folder: string, log: CloudContext['log']) {
  const logs = new Map<string, FunctionLog>();
  return {
    of(name: string): FunctionLog {
      const onFailure = () => log({ part: 'lambda', event: 'log-failed', function: name });
      const known = logs.get(name) ?? functionLog(join(folder, `${name}.log`), onFailure);
      logs.set(name, known);
      return known;
    },
    async flush(): Promise<void> {
      await Promise.all([...logs.values()].map((log) => log.flush()));
    },
  };
}
