/** Tells how a drill goes and how it ended: lines for people, or JSON lines for machines. */
import { commandOf, type DrillOptions } from './options.ts';
import type { Violation } from './violation.ts';

export interface DrillReport {
  /** One step, with the seconds since the start. */
  step(text: string): void;
  /** The end: each violation, the figures, and how to come here again. */
  end(result: DrillResult): void;
}

export interface DrillResult {
  readonly violations: readonly Violation[];
  /** Counts of what happened, by name. */
  readonly figures: Readonly<Record<string, number>>;
  /** The data folder, where it is kept. */
  readonly folder?: string;
}

/** More of a kind says nothing new; all are in the JSON. */
const MOST_SHOWN = 20;
const LONGEST_EVIDENCE = 2_000;

export function createDrillReport(options: DrillOptions, started = performance.now()): DrillReport {
  const seconds = () => Number(((performance.now() - started) / 1000).toFixed(1));
  const { seed } = options;
  const again = commandOf(options);
  if (options.json)
    return {
      step: (text) => console.log(JSON.stringify({ seconds: seconds(), step: text })),
      end: (result) => console.log(JSON.stringify({ seconds: seconds(), seed, again, ...result })),
    };
  return {
    step: (text) => console.log(`${seconds().toFixed(1).padStart(7)} s  ${text}`),
    end({ violations, figures, folder }) {
      const counts = Object.entries(figures).map(([name, count]) => `${count} ${name}`);
      console.log(`\nIn ${seconds()} s: ${counts.join(', ')}.`);
      for (const { code, wipeId, evidence } of violations.slice(0, MOST_SHOWN)) {
        console.log(`\nVIOLATION ${code}${wipeId === undefined ? '' : ` of ${wipeId}`}`);
        console.log(JSON.stringify(evidence, null, 2).slice(0, LONGEST_EVIDENCE));
      }
      if (violations.length > MOST_SHOWN)
        console.log(`\n… and ${violations.length - MOST_SHOWN} more; --json shows all.`);
      if (violations.length === 0) console.log('Every promise was kept.');
      else console.log(`\nSeed ${seed}. The same choices again: ${again}`);
      if (folder !== undefined) console.log(`Data folder: ${folder}`);
    },
  };
}
