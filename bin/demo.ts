/** Plays the demonstration on a system of its own, and exits 0 only if it ended as it should. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logTo } from '#demo/log-file.ts';
import { type DemoOptions, HELP, readOptions } from '#demo/options.ts';
import { play } from '#demo/play.ts';
import { FREE_PORTS } from '#demo/ports.ts';
import { createReporter } from '#demo/reporter.ts';
import { startSystem } from '#demo/system.ts';

async function run(options: DemoOptions): Promise<boolean> {
  const report = createReporter({ json: options.json, started: performance.now() });
  const dataDir = await mkdtemp(join(tmpdir(), 'remote-wipe-demo-'));
  const log = logTo(join(dataDir, 'cloud.log'));
  try {
    report.step('synthesizing the app and starting the local cloud from its template');
    const system = await startSystem({ dataDir, ports: FREE_PORTS, log: log.line });
    try {
      report.step(`ready: API ${system.api}, AWS endpoint ${system.endpoint}, MQTT ${system.mqtt}`);
      return await play(system, dataDir, options, report);
    } finally {
      await system.stop();
    }
  } finally {
    await log.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') console.log(HELP);
  else process.exitCode = (await run(options)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
