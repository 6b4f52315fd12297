import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { announce, findRunning } from '#cloud/running.ts';
import { lockFolder } from '#local/lock.ts';
import { temporaryFolder } from '../local/small-cloud.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const at = () => ({
  api: 'http://127.0.0.1:1',
  origin: 'http://127.0.0.1:6',
  console: 'http://127.0.0.1:7',
  issuer: 'http://127.0.0.1:2',
  inbox: 'http://127.0.0.1:3',
  endpoint: 'http://127.0.0.1:4',
  mqtt: '127.0.0.1:5',
  platformKeyFile: join(folder.path, 'platform-key.json'),
  folder: folder.path,
  seconds: 1,
});
const file = () => join(folder.path, 'running.json');

describe('a running system', () => {
  test('is found where it said that it is, until it takes that back', () => {
    const unlock = lockFolder(folder.path);
    const recant = announce(at());

    expect(findRunning(folder.path)).toEqual({ ...at(), pid: process.pid });

    recant();
    expect(existsSync(file())).toBe(false);
    expect(() => findRunning(folder.path)).toThrow(
      `the system on ${folder.path} is not up yet (process ${process.pid})`,
    );
    unlock();
  });

  test('is not believed in once the lock is given back, whatever the file says', () => {
    const unlock = lockFolder(folder.path);
    announce(at());

    unlock();

    expect(existsSync(file())).toBe(true);
    expect(() => findRunning(folder.path)).toThrow(`nothing runs on ${folder.path}`);
  });

  test.each<[string, object]>([
    ['process', { pid: 1 }],
    ['start of the process', { started: '0' }],
  ])('is not believed in by the file of another %s', (_, other) => {
    const unlock = lockFolder(folder.path);
    announce(at());
    const said: { owner: object } = JSON.parse(readFileSync(file(), 'utf8'));

    writeFileSync(file(), JSON.stringify({ ...said, owner: { ...said.owner, ...other } }));

    expect(() => findRunning(folder.path)).toThrow('is not up yet');
    unlock();
  });

  test('cannot be announced by who does not hold the folder', () => {
    expect(() => announce(at())).toThrow('does not hold');
    expect(existsSync(file())).toBe(false);
  });
});
