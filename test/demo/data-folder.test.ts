import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { requireDataFolder } from '#demo/data-folder.ts';
import { platformKeyIn } from '#demo/platform-key.ts';
import { FREE_PORTS } from '#demo/ports.ts';
import { systemProgram } from '#demo/system-process.ts';
import { PATIENCE } from '#demo/until.ts';
import { temporaryFolder } from '../local/small-cloud.ts';

// Starts a program, which a busy machine may take its time for.
jest.setTimeout(2 * PATIENCE);

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const write = (...names: string[]) => {
  for (const name of names) writeFileSync(join(folder.path, name), '');
};

describe('a system takes a folder', () => {
  test('that is not there', () => {
    rmSync(folder.path, { recursive: true });

    expect(() => requireDataFolder(folder.path)).not.toThrow();
  });

  test('that is empty', () => {
    expect(() => requireDataFolder(folder.path)).not.toThrow();
  });

  test('that a start left which was killed before it had a key', () => {
    write('cloud.log', 'platform-key.json.new');

    expect(() => requireDataFolder(folder.path)).not.toThrow();
  });

  test('that a system ran on, whatever was put there since', async () => {
    await platformKeyIn(folder.path);
    write('letter.txt');

    expect(() => requireDataFolder(folder.path)).not.toThrow();
  });
});

describe('a system does not take a folder', () => {
  test('of other things, and names some of them', () => {
    write('a', 'b', 'c', 'd', 'e', 'f', 'g');

    expect(() => requireDataFolder(folder.path)).toThrow(
      `${folder.path} is no folder of npm start, and holds a, b, c, d, e and 2 more; --data takes a new or an empty one`,
    );
  });

  test('of other things when it is a program, and leaves it as it was', async () => {
    mkdirSync(join(folder.path, 'photos'));
    const program = systemProgram(folder.path, FREE_PORTS);

    expect(await program.end()).toEqual({ code: 1, signal: null });
    expect(program.lines).toEqual([]);
    expect(program.complaints).toMatch(/^.* holds photos; --data takes a new or an empty one\n$/);
    expect(readdirSync(folder.path)).toEqual(['photos']);
  });
});
