import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import * as z from 'zod';
import { temporaryFolder } from './local/small-cloud.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const Manifest = z.object({ scripts: z.object({ test: z.string() }) });

let folder = temporaryFolder();
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** The exit code of the project's own test command over two files, so that it takes workers. */
async function exitCode(expectation: string): Promise<number | null> {
  for (const name of ['one', 'two'])
    writeFileSync(
      join(folder.path, `${name}.test.cjs`),
      `test('it', () => ${name === 'one' ? expectation : 'expect(1).toBe(1)'});`,
    );
  const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
  const [, ...words] = Manifest.parse(manifest).scripts.test.split(' ');
  const config = { rootDir: folder.path, testMatch: ['**/*.test.cjs'], transform: {} };
  const { JEST_WORKER_ID: _worker, ...env } = process.env;
  const child = spawn(process.execPath, [...words, '--config', JSON.stringify(config)], {
    cwd: PROJECT,
    env,
    stdio: 'ignore',
  });
  const [code] = await once(child, 'close');
  return z.int().nullable().parse(code);
}

test.each([
  ['fails where a test fails', 'expect(1).toBe(2)', 1],
  ['succeeds where all pass', 'expect(1).toBe(1)', 0],
])('npm test %s', async (_, expectation, code) => {
  expect(await exitCode(expectation)).toBe(code);
});
