import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Batch } from '#local/step-functions/execution/entry.ts';
import { Journal } from '#local/step-functions/journal/journal.ts';
import { copyOf, type Places } from '#local/step-functions/journal/reader.ts';
import { temporaryFolder } from '../small-cloud.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const first = (key: string): Batch => ({
  key,
  start: { machine: 'm', name: key, revision: 'r' },
  entries: [{ type: 'ExecutionStarted', id: 1, previous: 0, at: 5, input: '"é"', roleArn: 'role' }],
});
const beat = (key: string, at: number): Batch => ({ key, entries: [{ type: 'Heartbeat', at }] });
const end = (key: string): Batch => ({
  key,
  entries: [{ type: 'ExecutionSucceeded', id: 2, previous: 1, at: 9, output: '1' }],
});

test('batches keep their order across segments, however they are appended', async () => {
  const journal = new Journal(folder.path, 400);
  const places: Places = new Map();
  const batches = [first('1.1'), ...Array.from({ length: 50 }, (_, at) => beat('1.1', at))];

  const writes: Promise<void>[] = [];
  for (const [index, batch] of batches.entries()) {
    writes.push(journal.append(batch, places));
    if (index % 7 === 0) await writes.at(-1);
  }
  await Promise.all(writes);

  expect(places.size).toBeGreaterThan(3);
  await using reader = journal.reader();
  expect(await reader.read(places)).toEqual(batches);
  expect(await reader.readEnds(places)).toEqual([batches[0], batches.at(-1)]);
  await journal.close();
  const again = new Journal(folder.path);
  const [recorded, ...others] = again.recorded();
  expect(others).toEqual([]);
  expect(recorded).toEqual({
    key: '1.1',
    start: { machine: 'm', name: '1.1', revision: 'r', at: 5 },
    places,
  });
  // The second time the segments are known by their summaries.
  expect(new Journal(folder.path).recorded()).toEqual(again.recorded());
});

test('a copy of the places does not grow', () => {
  const places: Places = new Map([[1, [0, 10]]]);
  const copy = copyOf(places);

  places.get(1)?.push(10, 5);

  expect(copy).toEqual(new Map([[1, [0, 10]]]));
});

test('segments that mention only what is not kept are deleted', async () => {
  for (const batches of [[first('1.1'), first('1.2')], [end('1.1')], [end('1.2'), first('3.1')]]) {
    const journal = new Journal(folder.path);
    for (const batch of batches) await journal.append(batch, new Map());
    await journal.close();
  }
  const journal = new Journal(folder.path);
  expect(journal.recorded().map(({ key, end: ended }) => [key, ended?.status])).toEqual([
    ['1.1', 'SUCCEEDED'],
    ['1.2', 'SUCCEEDED'],
    ['3.1', undefined],
  ]);

  journal.drop(new Set(['3.1']));

  expect(readdirSync(folder.path)).toEqual(['00000003.log', '00000003.summary.json']);
  const after = new Journal(folder.path);
  expect(after.recorded().map(({ key }) => key)).toEqual(['3.1']);
  expect(after.prefix).toBe('4');
});
