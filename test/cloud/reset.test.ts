import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { reset } from '#cloud/reset.ts';
import { platformKeyIn } from '#demo/platform-key.ts';
import { lockFolder } from '#local/lock.ts';
import { temporaryFolder } from '../local/small-cloud.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(async () => {
  folder = temporaryFolder();
  await platformKeyIn(folder.path);
  mkdirSync(join(folder.path, 'sqs'));
  writeFileSync(join(folder.path, 'sqs', 'queue.jsonl'), '');
});
afterEach(() => folder.remove());

/** What it printed and asked. */
async function run(args: readonly string[], answer?: string): Promise<string[]> {
  const said: string[] = [];
  await reset.run(['--data', folder.path, ...args], {
    print: (line) => said.push(line),
    ask: async (question) => {
      said.push(question);
      return answer;
    },
    interruption: new AbortController().signal,
  });
  return said;
}

describe('reset', () => {
  test('deletes all state without a question where it is told so', async () => {
    expect(await run(['--yes'])).toEqual([`deleted all in ${folder.path}`]);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test.each(['y', 'yes', ' Y '])('deletes when it is answered %j', async (answer) => {
    expect(await run([], answer)).toEqual([
      `Delete all state in ${folder.path}? [y/N] `,
      `deleted all in ${folder.path}`,
    ]);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test.each([
    ['', 'nothing was deleted'],
    ['no', 'nothing was deleted'],
    [undefined, 'nobody can be asked here; --yes deletes'],
  ])('deletes nothing when it is answered %j', async (answer, why) => {
    await expect(run([], answer)).rejects.toMatchObject({ message: why, exitCode: 1 });
    expect(readdirSync(folder.path)).toEqual(['platform-key.json', 'sqs']);
  });

  test('deletes nothing under a system that runs', async () => {
    const unlock = lockFolder(folder.path);

    await expect(run(['--yes'])).rejects.toMatchObject({
      message: `process ${process.pid} runs on ${folder.path}; stop it first`,
      exitCode: 1,
    });
    expect(existsSync(join(folder.path, 'sqs', 'queue.jsonl'))).toBe(true);
    unlock();
  });

  test('deletes nothing of a folder that no local system made', async () => {
    const strange = temporaryFolder();
    writeFileSync(join(strange.path, 'letter.txt'), 'dear');

    await expect(run(['--yes', '--data', strange.path])).rejects.toMatchObject({ exitCode: 1 });
    expect(readdirSync(strange.path)).toEqual(['letter.txt']);
    strange.remove();
  });

  test('deletes nothing where other things are beside the state, and names them', async () => {
    writeFileSync(join(folder.path, 'letter.txt'), 'dear');
    mkdirSync(join(folder.path, 'photos'));

    await expect(run(['--yes'])).rejects.toMatchObject({
      message: `${folder.path} also holds letter.txt, photos; nothing was deleted`,
      exitCode: 1,
    });
    expect(readdirSync(folder.path)).toEqual(['letter.txt', 'photos', 'platform-key.json', 'sqs']);
  });

  test('deletes what a killed system left half written', async () => {
    for (const name of ['lock.4711', 'lock.stale', 'clock.json.new'])
      writeFileSync(join(folder.path, name), '');

    await run(['--yes']);

    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('has nothing to do where nothing is', async () => {
    await run(['--yes']);

    expect(await run(['--yes'])).toEqual([`there is nothing in ${folder.path}`]);
    expect(await run(['--yes', '--data', join(folder.path, 'none')])).toHaveLength(1);
  });
});
