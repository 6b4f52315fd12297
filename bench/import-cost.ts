/** What importing a module costs a fresh process. */
import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { ENVIRONMENTS } from '#functions/contract/environment.ts';
import { median } from './judge.ts';

const PROBE = fileURLToPath(new URL('./import-probe.mjs', import.meta.url));
const run = promisify(execFile);

const Cost = z.object({
  /** CPU time: wall time would count the turns of other processes. */
  milliseconds: z.number(),
  undici: z.boolean(),
});
type Cost = z.infer<typeof Cost>;

/** What is not any text. */
const CHOSEN: Readonly<Record<string, string>> = { TOKEN_ISSUER_KIND: 'cognito' };

/** Something for every variable of every function. */
export const ANY_ENVIRONMENT: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(ENVIRONMENTS)
    .flatMap((shape) => Object.keys(shape))
    .map((name) => [
      name,
      /_(SECONDS|DAYS|YEARS|LIMIT)$/.test(name) ? '1' : (CHOSEN[name] ?? '{"keys":[]}'),
    ]),
);

/** Imports a file in a process of its own. */
export async function importCost(file: string): Promise<Cost> {
  const { stdout } = await run(process.execPath, [PROBE, pathToFileURL(file).href], {
    env: { ...ANY_ENVIRONMENT, AWS_REGION: 'ap-northeast-1' },
  });
  return Cost.parse(JSON.parse(stdout));
}

export interface Comparison {
  /** Milliseconds: medians of each alone. */
  readonly value: number;
  readonly floor: number;
  /** Median of the pairs' ratios: both of a pair met the same machine. */
  readonly ratio: number;
  readonly undici: boolean;
}

/** Imports two files in turn, so many times each. */
export async function compareImports(
  { file, floor }: { file: string; floor: string },
  repeats: number,
): Promise<Comparison> {
  const pairs: { one: Cost; other: Cost }[] = [];
  for (let turn = 0; turn < repeats; turn++) {
    // Who goes first changes, so that neither always finds what the other warmed.
    const first = turn % 2 === 0 ? file : floor;
    const a = await importCost(first);
    const b = await importCost(first === file ? floor : file);
    pairs.push(first === file ? { one: a, other: b } : { one: b, other: a });
  }
  return {
    value: median(pairs.map(({ one }) => one.milliseconds)),
    floor: median(pairs.map(({ other }) => other.milliseconds)),
    ratio: median(pairs.map(({ one, other }) => one.milliseconds / other.milliseconds)),
    undici: pairs.some(({ one }) => one.undici),
  };
}
