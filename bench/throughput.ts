/** Crowds of handsets wiped at once: how many a second, how long each waits, and what the system's process takes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_LIMITS } from '#demo/context.ts';
import { FREE_PORTS } from '#demo/ports.ts';
import { startSystemProcess } from '#demo/system-process.ts';
import { type BareRates, measureBareRates } from './bare-loops.ts';
import { type CrowdResult, type Ground, wipeCrowd } from './crowd.ts';
import { median, percentile } from './judge.ts';
import { peakMemory } from './process-figures.ts';
import type { Row, Section, Target } from './section.ts';

/** What is to be reached with the larger crowd. */
const WIPES_A_SECOND: Target = { least: 25 };
const MOST_MEMORY: Target = { most: 1_000 };

export const throughput: Section = {
  name: 'throughput',
  measures:
    'crowds of handsets wiped at once, against a bare command-and-answer loop and bare writes',
  async run({ quick, tell }) {
    tell('bare loops');
    const bare = await measureBareRates({ quick });
    const folder = await mkdtemp(join(tmpdir(), 'remote-wipe-bench-'));
    const { program, at } = await startSystemProcess(join(folder, 'data'), FREE_PORTS, {
      context: NO_LIMITS,
    });
    try {
      const rows: Row[] = [];
      let firstLine = 0;
      const pid = program.pid ?? 0;
      const [small, large] = quick ? [10, 30] : [100, 1_000];
      for (const count of [small, large]) {
        tell(`${count} handsets`);
        const ground: Ground = { at, pid, firstLine, folder };
        const result = await wipeCrowd(ground, count);
        rows.push(...rowsOf(count, result, bare, count === large));
        firstLine += count;
      }
      rows.push({
        name: 'the process of the local system: most memory',
        value: peakMemory(pid),
        unit: 'MB',
        target: MOST_MEMORY,
      });
      return rows;
    } finally {
      await program.interrupt();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function rowsOf(count: number, result: CrowdResult, bare: BareRates, hasTarget: boolean): Row[] {
  const of = (what: string) => `${count} handsets: ${what}`;
  const rate = count / result.seconds;
  return [
    {
      name: of('wipes a second'),
      value: rate,
      unit: '/s',
      ...(hasTarget && { target: WIPES_A_SECOND }),
    },
    { name: of('against bare command and answer'), value: rate, unit: '/s', floor: bare.commands },
    { name: of('against bare conditional writes'), value: rate, unit: '/s', floor: bare.writes },
    { name: of('request to command, median'), value: median(result.toCommand), unit: 'ms' },
    { name: of('request to command, p99'), value: percentile(result.toCommand, 0.99), unit: 'ms' },
    { name: of('wipes lost'), value: count - result.erased, unit: '', target: { most: 0 } },
    { name: of('files left'), value: result.filesLeft, unit: '', target: { most: 0 } },
    { name: of('processor time a wipe, system'), value: result.system / count, unit: 'ms' },
    { name: of('processor time a wipe, handset'), value: result.handsets / count, unit: 'ms' },
  ];
}
