/** Measures the project: a table on the terminal, and the same figures as a JSON file. */
import { writeFileSync } from 'node:fs';
import { type JudgedRow, judge } from '#bench/judge.ts';
import { surroundings } from '#bench/machine.ts';
import { type BenchOptions, help, readBenchOptions } from '#bench/options.ts';
import type { Section } from '#bench/section.ts';
import { SECTIONS } from '#bench/sections.ts';
import { tableOf } from '#bench/table.ts';

interface Result {
  readonly section: string;
  readonly measures: string;
  readonly seconds: number;
  readonly rows: readonly JudgedRow[];
}

async function measure(
  section: Section,
  options: Pick<BenchOptions, 'quick' | 'tests'>,
): Promise<Result> {
  console.log(`\n${section.name}: ${section.measures}`);
  const started = performance.now();
  const tell = (line: string) => console.error(`  ${line}`);
  const rows = (await section.run({ ...options, tell })).map(judge);
  const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
  for (const line of tableOf(rows)) console.log(line);
  return { section: section.name, measures: section.measures, seconds, rows };
}

async function run({ sections, json, quick, tests }: BenchOptions): Promise<void> {
  const chosen = SECTIONS.filter(({ name }) => sections.length === 0 || sections.includes(name));
  const around = surroundings();
  const results: Result[] = [];
  for (const section of chosen) {
    results.push(await measure(section, { quick, tests }));
    // After each section: what was measured is not lost with a later one that fails.
    writeFileSync(json, `${JSON.stringify({ ...around, quick, results }, null, 2)}\n`);
  }
  const missed = results.flatMap(({ rows }) => rows).filter(({ met }) => met === false);
  console.log(
    missed.length === 0 ? '\nEvery target is met.' : `\n${missed.length} targets are missed:`,
  );
  for (const { name } of missed) console.log(`  ${name}`);
  console.log(`All figures: ${json}`);
}

try {
  const options = readBenchOptions(
    process.argv.slice(2),
    SECTIONS.map(({ name }) => name),
  );
  if (options === 'help') console.log(help(SECTIONS));
  else await run(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
