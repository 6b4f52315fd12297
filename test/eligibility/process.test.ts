import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const PROGRAM = fileURLToPath(new URL('../../bin/eligibility.ts', import.meta.url));
const CASES = fileURLToPath(new URL('./cases.csv', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eligibility-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (args: readonly string[], TZ = 'Asia/Tokyo') =>
  spawnSync(process.execPath, [PROGRAM, ...args], {
    encoding: 'utf8',
    env: { ...process.env, TZ },
  });

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('npm run eligibility', () => {
  test('prints the result of every case and exits 0 where all are as expected', () => {
    const { status, stdout, stderr } = run([CASES]);

    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toHaveLength(42);
    expect(stdout).toContain(
      '\nD49,REFUSE,X_AUTH_FACTOR_LOST,F_SHOP_COUNTER F_GOOGLE_FIND,,X_AUTH_FACTOR_LOST\n',
    );
  });

  test.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])('says the same in %s', (TZ) => {
    expect(run([CASES], TZ).stdout).toBe(run([CASES]).stdout);
  });

  test('marks differences on standard error and exits 1', async () => {
    const changed = (await readFile(CASES, 'utf8')).replace('ALLOW,OK,,,R4 R5 R14', 'ALLOW,W,,,R4');
    const path = await file('changed.csv', changed);

    expect(run([path])).toMatchObject({
      status: 1,
      stdout: run([CASES]).stdout,
      stderr: `${path}:2: D01: codes: expected "W", is "OK"\n`,
    });
  });

  test('names the row of a value that it does not know, prints the others and exits 2', async () => {
    const path = await file('odd.csv', (await readFile(CASES, 'utf8')).replace('docomo', 'gold'));

    const { status, stdout, stderr } = run([path]);

    expect(status).toBe(2);
    expect(stderr).toMatch(/odd\.csv:2: D01: plan: unknown value "gold"/);
    expect(stdout).not.toContain('D01');
    expect(stdout).toContain('D02');
  });

  test.each<[string, () => Promise<string[]>]>([
    ['no file', async () => []],
    ['two files', async () => [CASES, CASES]],
    ['an option that there is not', async () => ['--fast']],
    ['a file that is not there', async () => [join(folder, 'missing.csv')]],
    ['a file that is not UTF-8', async () => [await file('latin.csv', Uint8Array.of(0x69, 0xe9))]],
  ])('exits 2 and prints nothing with %s', async (_, args) => {
    const { status, stdout, stderr } = run(await args());

    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });

  test('exits 3 and says so where its results cannot be written', () => {
    const full = openSync('/dev/full', 'w');

    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, CASES], {
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });

    closeSync(full);
    expect([status, stderr]).toEqual([3, expect.stringMatching(/^standard output: .*ENOSPC/)]);
  });

  test('explains itself', () => {
    expect(run(['--help'])).toMatchObject({ status: 0, stderr: '' });
  });
});
