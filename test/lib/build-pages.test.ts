import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const LIMIT = 180_000;
const BUILD = new URL('../../lib/build-pages.ts', import.meta.url).href;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'remote-wipe-pages-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As `bin/app.ts` builds them, in a process of its own: every file, by name. */
async function build(
  site: string,
  name: string,
  environment: string,
): Promise<Record<string, string>> {
  const outdir = join(folder, `${site}-${name}`);
  const script = `const { buildPages } = await import(process.argv[1]); await buildPages(process.argv[2], process.argv[3]);`;
  await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', script, BUILD, site, outdir],
    { env: { ...process.env, NODE_ENV: environment } },
  );
  const files = globSync('**/*.*', { cwd: outdir }).toSorted();
  return Object.fromEntries(
    files.map((file) => [file, readFileSync(join(outdir, file), 'latin1')]),
  );
}

describe.each(['portal', 'console'])('the pages of the %s', (site) => {
  test(
    'are the same, byte by byte, for the same sources, whatever the environment is called',
    async () => {
      const first = await build(site, 'first', 'development');
      const second = await build(site, 'second', 'test');

      expect(Object.keys(second)).toEqual(Object.keys(first));
      expect(second).toEqual(first);
    },
    LIMIT,
  );

  test(
    'are one page, files in the root, and files in assets that are named by their content',
    async () => {
      const files = Object.keys(await build(site, 'third', 'production'));

      expect(files).toContain('index.html');
      expect(files.filter((file) => file.endsWith('.html'))).toHaveLength(1);
      const inFolders = files.filter((file) => file.includes('/'));
      expect(inFolders.length).toBeGreaterThan(0);
      expect(inFolders.filter((file) => !/^assets\/[^/]+-[\w-]{8}\.\w+$/.test(file))).toEqual([]);
    },
    LIMIT,
  );

  test(
    'have nothing in them that their content security policy forbids',
    async () => {
      const { 'index.html': page = '' } = await build(site, 'fourth', 'production');

      expect(page).toMatch(/<script[^>]+src="\/assets\//);
      expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?:|data:/i);
    },
    LIMIT,
  );
});

test(
  'the portal names all scripts of its first screen at once, 40 KB at most, and the issuer’s client is not among them',
  async () => {
    const files = await build('portal', 'fifth', 'production');

    const named = scriptsIn(files['index.html'], /"\/assets\/([^"]+\.js)"/g);
    const scripts = named.map((name) => files[`assets/${name}`] ?? '');
    const imported = scripts.flatMap((script) => scriptsIn(script, /from"\.\/([^"]+\.js)"/g));
    expect(named.map((name) => name.replace(/-[\w-]{8}\.js$/, '')).toSorted()).toEqual([
      'index',
      'ja-first',
      'schemas',
    ]);
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((name) => !named.includes(name))).toEqual([]);
    const bytes = scripts.map((script) => gzipSync(Buffer.from(script, 'latin1')).length);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(40 * 1024);
  },
  LIMIT,
);

const scriptsIn = (text = '', named: RegExp) =>
  [...text.matchAll(named)].map(([, name = '']) => name);
