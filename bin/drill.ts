/** Breaks the system on purpose and exits 0 only if it kept every promise; 1 with each violation named. */
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drillCrash } from '#drill/crash/drill.ts';
import { drillFuzz } from '#drill/fuzz/drill.ts';
import { type DrillOptions, HELP, readOptions, UsageError } from '#drill/options.ts';
import { drillPause } from '#drill/pause/drill.ts';
import { createDrillReport, type DrillResult } from '#drill/report.ts';
import { drillStolen } from '#drill/stolen/drill.ts';

const USAGE_ERROR = 2;
/** What a shell expects of a program that Ctrl-C ended: 128 and the signal's number. */
const INTERRUPTED = 130;
const DRILLS_BY_NAME = {
  crash: drillCrash,
  fuzz: drillFuzz,
  'stolen-clerk': drillStolen('stolen-clerk'),
  'stolen-shop': drillStolen('stolen-shop'),
  'stolen-business': drillStolen('stolen-business'),
  pause: drillPause,
};

async function run(options: DrillOptions, interruption: AbortSignal): Promise<boolean> {
  const report = createDrillReport(options);
  const folder = await mkdtemp(join(tmpdir(), `remote-wipe-drill-${options.drill}-`));
  report.step(`seed ${options.seed}, in ${folder}`);
  let isGood = false;
  try {
    const around = { report, interruption };
    const result = await DRILLS_BY_NAME[options.drill](folder, options, around).catch(
      (error: unknown) => {
        interruption.throwIfAborted();
        return cutShort(error);
      },
    );
    isGood = result.violations.length === 0;
    report.end({ ...result, ...((options.keep || !isGood) && { folder }) });
    return isGood;
  } finally {
    if ((isGood || interruption.aborted) && !options.keep)
      await rm(folder, { recursive: true, force: true });
  }
}

/** A drill that could not go on: a system that does not come up again is as bad as a broken promise. */
function cutShort(error: unknown): Omit<DrillResult, 'folder'> {
  const evidence = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { violations: [{ code: 'drill-cut-short', evidence }], figures: {} };
}

const ctrlC = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ctrlC.abort());

try {
  const options = readOptions(process.argv.slice(2), randomInt(2 ** 32));
  if (options === 'help') console.log(HELP);
  else process.exitCode = (await run(options, ctrlC.signal)) ? 0 : 1;
} catch (error) {
  const { aborted } = ctrlC.signal;
  const isUsage = error instanceof UsageError;
  if (!aborted) console.error(isUsage ? error.message : error);
  // Some of it may still wait for what was stopped.
  if (aborted) process.exit(INTERRUPTED);
  process.exitCode = isUsage ? USAGE_ERROR : 1;
}
