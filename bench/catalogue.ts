/** What the catalogue of models adds to the functions that judge by it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MODELS } from '#catalogue/catalogue.ts';
import { ENVIRONMENTS } from '#functions/contract/environment.ts';
import { bundle } from '#lib/bundle.ts';
import type { Row, Section } from './section.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
/** It serves the whole list, names and sources too. */
const LISTING = 'list-models';
const MOST_BYTES = { most: 30_000 };

export const catalogue: Section = {
  name: 'catalogue',
  measures: 'bytes that the catalogue of models adds to a function',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'remote-wipe-bench-'));
    try {
      return await addedBytes(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Counted in the bundle as it is deployed: minified, by the source files that the bytes are from. */
async function addedBytes(folder: string): Promise<Row[]> {
  const names = Object.keys(ENVIRONMENTS);
  const { outputs } = await bundle(
    names.map((name) => ({ in: join(PROJECT, 'functions', `${name}.ts`), out: name })),
    folder,
  );
  const rows = names.flatMap((name): Row[] => {
    const output = Object.entries(outputs).find(([path]) => path.endsWith(`/${name}/index.mjs`));
    const bytes = Object.entries(output?.[1].inputs ?? {})
      .filter(([file]) => file.startsWith('catalogue/'))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    if (bytes === 0) return [];
    return [{ name, value: bytes, unit: 'B', ...(name !== LISTING && { target: MOST_BYTES }) }];
  });
  return [...rows, { name: 'models in it', value: MODELS.length, unit: '' }];
}
