import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import * as z from 'zod';
import { catalogue } from '#bench/catalogue.ts';
import { ANY_ENVIRONMENT } from '#bench/import-cost.ts';
import { judge } from '#bench/judge.ts';
import { MODELS, modelName } from '#catalogue/catalogue.ts';
import { MODELS_FILE } from '#catalogue/read-models.ts';
import { ENVIRONMENTS } from '#functions/contract/environment.ts';
import { bakedCatalogue } from '#lib/baked-catalogue.ts';
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

  test('looks for credentials in the environment alone', () => {
    const ways = /AWS_WEB_IDENTITY_TOKEN_FILE|AWS_CONTAINER_CREDENTIALS|sso_account_id/;
    const texts = NAMES.map((name) => readFileSync(join(bundles, name, 'index.mjs'), 'utf8'));

    expect(NAMES.filter((_, index) => ways.test(texts[index] ?? ''))).toEqual([]);
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
      const script = `
        const loaded = await Promise.all(${JSON.stringify(NAMES)}.map((name) => import(\`${bundles}/\${name}/index.mjs\`)));
        console.log(JSON.stringify(loaded.map(({ handler }) => typeof handler)));`;

      const kinds = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
        cwd: folder,
        env: { ...ANY_ENVIRONMENT, AWS_REGION: 'ap-northeast-1' },
        encoding: 'utf8',
      });

      expect(z.array(z.string()).parse(JSON.parse(kinds))).toEqual(NAMES.map(() => 'function'));
    },
    LIMIT,
  );
});

describe('the catalogue in a bundle', () => {
  const textOf = (name: string) => readFileSync(join(bundles, name, 'index.mjs'), 'utf8');
  const SOURCE = 'own knowledge';

  test('is whole where the models are listed', () => {
    for (const { code, source } of MODELS) {
      expect(textOf('list-models')).toContain(code);
      expect(textOf('list-models')).toContain(source);
    }
  });

  test('is all codes and no source where handsets are judged, and no name where none is shown', () => {
    const judging = NAMES.filter(
      (name) => name !== 'list-models' && textOf(name).includes('SO-51D'),
    );

    expect(judging).toEqual(
      expect.arrayContaining(['check-eligibility', 'request-wipe', 'show-line']),
    );
    for (const name of judging) {
      expect(MODELS.filter(({ code }) => !textOf(name).includes(code))).toEqual([]);
      expect(textOf(name)).not.toContain(SOURCE);
    }
    for (const name of ['check-eligibility', 'explain-eligibility'])
      expect(textOf(name)).not.toContain('Xperia');
  });

  test('is all names where handsets and wipes are shown to people', () => {
    const names = MODELS.map(({ code }) => JSON.stringify(modelName(code)).slice(1, -1));

    for (const name of ['show-line', 'show-wipe', 'list-approvals', 'request-wipe'])
      expect(names.filter((each) => !textOf(name).includes(each))).toEqual([]);
  });

  test('adds less than 30 KB to a function that judges', async () => {
    const rows = await catalogue.run({ quick: true, tests: false, tell: () => undefined });

    const judged = rows.map(judge).filter(({ target }) => target !== undefined);
    expect(judged.length).toBeGreaterThan(0);
    expect(judged.filter(({ met }) => !met)).toEqual([]);
  });

  test('is refused with file and line where it is malformed, and nothing is built', async () => {
    const file = join(folder, 'models.csv');
    const text = readFileSync(MODELS_FILE, 'utf8');
    const line = text.slice(0, text.indexOf(',keitai,')).split('\n').length;
    writeFileSync(file, text.replace(',keitai,', ',phone,'));

    const built = build({
      entryPoints: [fileURLToPath(new URL('../../catalogue/data.ts', import.meta.url))],
      plugins: [bakedCatalogue(file)],
      bundle: true,
      write: false,
      logLevel: 'silent',
    });

    await expect(built).rejects.toThrow(`models.csv:${line}: kind: "phone" is not one of`);
  });
});
