import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { ENVIRONMENTS } from '#functions/contract/environment.ts';
import { bundleFunctions } from '#lib/bundle.ts';

const NAMES = Object.keys(ENVIRONMENTS).toSorted();
const LIMIT = 180_000;

let folder: string;
let bundles: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'remote-wipe-bundle-'));
  bundles = await bundleFunctions(join(folder, 'first'));
}, LIMIT);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hashes = (root: string) =>
  NAMES.map((name) =>
    createHash('sha256')
      .update(readFileSync(join(root, name, 'index.mjs')))
      .digest('hex'),
  );

describe('bundle', () => {
  test('has one folder a function, with one file in it', () => {
    expect(readdirSync(bundles).toSorted()).toEqual(NAMES);
    for (const name of NAMES) expect(readdirSync(join(bundles, name))).toEqual(['index.mjs']);
  });

  test(
    'is the same, byte by byte, for the same sources',
    async () => {
      expect(hashes(await bundleFunctions(join(folder, 'second')))).toEqual(hashes(bundles));
    },
    LIMIT,
  );

  test(
    'starts by itself, without a package beside it, and exports a handler',
    () => {
      const variables = NAMES.flatMap((name) => variablesOf(name)).map((variable) => [
        variable,
        /_(SECONDS|DAYS)$/.test(variable) ? '1' : '{"keys":[]}',
      ]);
      const script = `
        const loaded = await Promise.all(${JSON.stringify(NAMES)}.map((name) => import(\`${bundles}/\${name}/index.mjs\`)));
        console.log(JSON.stringify(loaded.map(({ handler }) => typeof handler)));`;

      const kinds = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
        cwd: folder,
        env: { ...Object.fromEntries(variables), AWS_REGION: 'ap-northeast-1' },
        encoding: 'utf8',
      });

      expect(z.array(z.string()).parse(JSON.parse(kinds))).toEqual(NAMES.map(() => 'function'));
    },
    LIMIT,
  );
});

const Shapes = z.record(z.string(), z.record(z.string(), z.unknown()));
const variablesOf = (name: string) => Object.keys(Shapes.parse(ENVIRONMENTS)[name] ?? {});
