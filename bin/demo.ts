/** Plays the demonstration on a system of its own, and exits 0 only if it ended as it should. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_LIMITS } from '#demo/context.ts';
import { logTo } from '#demo/log-file.ts';
import { type DemoOptions, HELP, readOptions } from '#demo/options.ts';
import { play } from '#demo/play.ts';
import { FREE_PORTS } from '#demo/ports.ts';
import { createReporter } from '#demo/reporter.ts';
import { startSystem } from '#demo/system.ts';

/** What a shell expects of a program that Ctrl-C ended: 128 and the signal's number. */
const INTERRUPTED = 130;

async function run(options: DemoOptions, interruption: AbortSignal): Promise<boolean> {
  const report = createReporter({ json: options.json, started: performance.now() });
  const dataDir = await mkdtemp(join(tmpdir(), 'remote-wipe-demo-'));
  const log = logTo(join(dataDir, 'cloud.log'));
  try {
    report.step('synthesizing the app and starting the local cloud from its template');
    // One account asks for all of them: the governor would let ten through.
    const context = options.handsets > 1 ? NO_LIMITS : {};
    const system = await startSystem({ dataDir, ports: FREE_PORTS, log: log.line, context });
    let playing: Promise<boolean> | undefined;
    try {
      interruption.throwIfAborted();
      report.step(`ready: API ${system.api}, AWS endpoint ${system.endpoint}, MQTT ${system.mqtt}`);
      playing = play(system, dataDir, options, { report, interruption });
      return await Promise.race([playing, failingAt(interruption)]);
    } finally {
      await system.stop();
      // Without its system it ends soon, and its handsets with it.
      await playing?.catch(() => undefined);
    }
  } finally {
    await log.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function failingAt(interruption: AbortSignal): Promise<never> {
  await once(interruption, 'abort');
  throw interruption.reason;
}

const ctrlC = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ctrlC.abort());

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') console.log(HELP);
  else process.exitCode = (await run(options, ctrlC.signal)) ? 0 : 1;
} catch (error) {
  const { aborted } = ctrlC.signal;
  if (!aborted) console.error(error instanceof Error ? error.message : error);
  process.exitCode = aborted ? INTERRUPTED : 1;
}
