/** How long the everyday commands take, against the start of an empty process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { median } from './judge.ts';
import type { Row, Section } from './section.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

export const times: Section = {
  name: 'times',
  measures: '`npm start` to ready, `npm run synth` and, if asked for, `npm test`',
  async run({ quick, tests, tell }) {
    const repeats = quick ? 1 : 3;
    const floor = await empty(repeats);
    const rows: Row[] = [];
    const add = (name: string, value: number, most: number) =>
      rows.push({ name, value, unit: 's', target: { most } }, ...against(name, value, floor));
    tell('npm start');
    const starts = await startTimes(repeats);
    add('npm start, to ready, for the first time', median(starts.cold), 8);
    add('npm start, to ready, again', median(starts.warm), 8);
    tell('npm run synth');
    add('npm run synth', await medianOf(repeats, () => secondsOf(['run', 'synth'])), 5);
    if (tests) {
      tell('npm test');
      add('npm test', await secondsOf(['test']), 300);
    }
    return rows;
  },
};

const against = (name: string, value: number, floor: number): Row[] => [
  { name: `${name}, against an empty process`, value, unit: 's', floor },
];

const empty = (repeats: number) => medianOf(repeats, () => timed(process.execPath, ['--eval', '']));

const secondsOf = (args: readonly string[]) => timed(NPM, args);

/** Seconds of a command from start to exit. @throws Error when it fails. */
async function timed(command: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(command, args, { cwd: PROJECT, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} exited with ${code}`);
  return (performance.now() - started) / 1000;
}

/** Seconds of starts that find nothing kept, each with one after it that finds what it kept. */
async function startTimes(count: number): Promise<{ cold: number[]; warm: number[] }> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let n = 0; n < count; n++) {
    const cache = await mkdtemp(join(tmpdir(), 'remote-wipe-bench-'));
    try {
      cold.push(await secondsToReady(cache));
      warm.push(await secondsToReady(cache));
    } finally {
      await rm(cache, { recursive: true, force: true });
    }
  }
  return { cold, warm };
}

/** Seconds from `npm start`, on free ports and an empty folder, to its first line, which says where everything is. */
async function secondsToReady(cache: string): Promise<number> {
  const data = await mkdtemp(join(tmpdir(), 'remote-wipe-bench-'));
  const ports = ['endpoint', 'mqtt', 'api', 'issuer', 'inbox'].flatMap((port) => [
    `--${port}`,
    '0',
  ]);
  const started = performance.now();
  const child = spawn(NPM, ['start', '--silent', '--', '--json', '--data', data, ...ports], {
    cwd: PROJECT,
    env: { ...process.env, REMOTE_WIPE_CACHE: cache },
    // A group of its own, so that what npm started ends with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = once(child, 'close');
  try {
    const ready = once(createInterface({ input: child.stdout }), 'line');
    await Promise.race([ready, closed.then(() => Promise.reject(new Error('npm start ended')))]);
    return (performance.now() - started) / 1000;
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await closed;
    await rm(data, { recursive: true, force: true });
  }
}

async function medianOf(count: number, run: () => Promise<number>): Promise<number> {
  const seconds: number[] = [];
  for (let n = 0; n < count; n++) seconds.push(await run());
  return median(seconds);
}
