/** Size and import time of each function's bundle, against the bare AWS clients that it needs. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENTS } from '#functions/contract/environment.ts';
import { bundle, NODE_HTTP } from '#lib/bundle.ts';
import { compareImports, importCost } from './import-cost.ts';
import { median } from './judge.ts';
import { entryOf, neededClients } from './needed-clients.ts';
import type { Row, RunOptions, Section } from './section.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const NAMES = Object.keys(ENVIRONMENTS);

const MOST_BYTES = { most: 1.25 };
const MOST_TIME = { most: 1.2 };
/** The device models are data that the clients do not have. */
const MOST_TIME_WITH_CATALOGUE = { most: 1.4 };

export const bundles: Section = {
  name: 'bundles',
  measures: 'size and import time of each function, against the bare AWS clients it needs',
  async run(options) {
    // Below the project, so that the imports of the floors are found.
    const folder = mkdtempSync(join(PROJECT, 'node_modules', '.bench-'));
    try {
      return await compareAll(folder, options);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Candidate {
  readonly name: string;
  readonly file: string;
  readonly floor: string;
  readonly hasCatalogue: boolean;
  /** Where it calls nothing of AWS, the floor is an empty file, and no ratio to it says anything. */
  readonly hasClients: boolean;
}

async function compareAll(folder: string, { quick, tell }: RunOptions): Promise<Row[]> {
  const repeats = quick ? 3 : 15;
  const { candidates, empty } = await makeBundles(folder);
  const emptyCosts = await times(repeats, () => importCost(empty));
  const emptyTime = median(emptyCosts.map(({ milliseconds }) => milliseconds));
  const rows: Row[] = [];
  const withUndici: string[] = [];
  for (const { name, file, floor, hasCatalogue, hasClients } of candidates) {
    tell(name);
    const bytes = sizeOf(file);
    const { undici, ...imported } = await compareImports({ file, floor }, repeats);
    if (undici) withUndici.push(name);
    rows.push(
      {
        name: `${name}: size`,
        value: bytes,
        unit: 'B',
        floor: sizeOf(floor),
        ...(hasClients && { target: MOST_BYTES }),
      },
      {
        name: `${name}: import`,
        ...imported,
        unit: 'ms',
        ...(hasClients && { target: hasCatalogue ? MOST_TIME_WITH_CATALOGUE : MOST_TIME }),
      },
      {
        name: `${name}: import, against an empty handler`,
        value: imported.value,
        unit: 'ms',
        floor: emptyTime,
      },
    );
  }
  if (withUndici.length > 0) tell(`undici is loaded at the start of ${withUndici.join(', ')}`);
  rows.push(
    { name: 'an empty handler: size', value: sizeOf(empty), unit: 'B' },
    {
      name: 'functions that load undici at start',
      value: withUndici.length,
      unit: '',
      target: { most: 0 },
    },
  );
  return rows;
}

/** All functions, their floors and the empty handler, in one folder. */
async function makeBundles(folder: string): Promise<{ candidates: Candidate[]; empty: string }> {
  const { outputs } = await bundle(
    NAMES.map((name) => ({ in: join(PROJECT, 'functions', `${name}.ts`), out: name })),
    folder,
  );
  const entries = [{ name: 'empty', text: 'export const handler = () => {};\n' }];
  const candidates = NAMES.map((name) => {
    const output = Object.entries(outputs).find(([path]) =>
      path.endsWith(`/${name}/index.mjs`),
    )?.[1];
    if (output === undefined) throw new Error(`no bundle for ${name}`);
    const needed = neededClients(output, PROJECT);
    entries.push({ name: `${name}-floor`, text: entryOf(needed) });
    const hasCatalogue = Object.keys(output.inputs).includes('catalogue/data.ts');
    const { file, floor } = { file: fileIn(folder, name), floor: fileIn(folder, `${name}-floor`) };
    return { name, file, floor, hasCatalogue, hasClients: needed.size > 0 };
  });
  for (const { name, text } of entries) writeFileSync(join(folder, `${name}.js`), text);
  await bundle(
    entries.map(({ name }) => ({ in: join(folder, `${name}.js`), out: name })),
    folder,
    // The clients as they come, with all their ways to credentials.
    NODE_HTTP,
  );
  return { candidates, empty: fileIn(folder, 'empty') };
}

const fileIn = (folder: string, name: string) => join(folder, name, 'index.mjs');
const sizeOf = (file: string) => statSync(file).size;

async function times<T>(count: number, run: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let n = 0; n < count; n++) results.push(await run());
  return results;
}
