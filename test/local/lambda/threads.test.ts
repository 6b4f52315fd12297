import { readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import { eventually, type LambdaCloud, lambdaCloud } from './lambda-cloud.ts';

/** Answers which thread it ran in, leaves a mark of it, and stays until the file that it was told is there. */
const WHO = `
  import { threadId } from 'node:worker_threads';
  import { existsSync, writeFileSync } from 'node:fs';
  import { setTimeout } from 'node:timers/promises';
  export const handler = async ({ until }) => {
    if (until) writeFileSync(until + '.' + threadId, '');
    while (until && !existsSync(until)) await setTimeout(5);
    return threadId;
  };`;

let folder = temporaryFolder();
let cloud: LambdaCloud;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

const gate = () => `${folder.path}/gate`;
const open = () => writeFileSync(gate(), '');
/** Threads that came to the gate. */
const busyThreads = () => readdirSync(folder.path).filter((name) => name.startsWith('gate.'));

describe('threads', () => {
  test('serve one invocation at a time and are then warm for their function', async () => {
    cloud = await lambdaCloud(folder.path, { threads: 4 });
    const arn = await cloud.fn('who', WHO);

    const both = [cloud.run(arn, { until: gate() }), cloud.run(arn, { until: gate() })];
    expect(await eventually(() => busyThreads().length === 2)).toBe(true);
    open();
    const [first, second] = await Promise.all(both);
    const third = await cloud.run(arn);

    expect(first?.value).not.toBe(second?.value);
    expect([first?.value, second?.value]).toContain(third.value);
  });

  test('go when another function needs the place, the longest idle one first', async () => {
    cloud = await lambdaCloud(folder.path, { threads: 2 });
    const [one, two, three] = await Promise.all(
      ['one', 'two', 'three'].map((n) => cloud.fn(n, WHO)),
    );
    const ids: unknown[] = [];
    for (const arn of [one, two, one, three, one, two])
      ids.push((await cloud.run(arn ?? '')).value);
    const [firstOne, firstTwo, secondOne, , thirdOne, secondTwo] = ids;

    expect(secondOne).toBe(firstOne);
    expect(thirdOne).toBe(firstOne);
    expect(secondTwo).not.toBe(firstTwo);
  });

  test('are more where invocations wait, and never more than the limit', async () => {
    cloud = await lambdaCloud(folder.path, { threads: 2 });
    const arn = await cloud.fn('who', WHO);

    const all = Array.from({ length: 12 }, () => cloud.run(arn, { until: gate() }));
    expect(await eventually(() => busyThreads().length === 2)).toBe(true);
    open();
    const ids = (await Promise.all(all)).map(({ value }) => value);

    expect(new Set(ids).size).toBe(2);
  });

  test('serve who waits in order', async () => {
    cloud = await lambdaCloud(folder.path, { threads: 1 });
    const arn = await cloud.fn('count', 'let n = 0; export const handler = async () => n++;');

    const all = await Promise.all(Array.from({ length: 12 }, () => cloud.run(arn)));

    expect(all.map(({ value }) => value)).toEqual(Array.from(all.keys()));
  });

  test('that stay busy throttle who waits too long', async () => {
    cloud = await lambdaCloud(folder.path, { threads: 1, patience: 50 });
    const arn = await cloud.fn('who', WHO);
    const busy = cloud.run(arn, { until: gate() });

    await expect(cloud.run(arn)).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      status: 429,
      detail: { Reason: 'ConcurrentInvocationLimitExceeded' },
    });
    open();
    await busy;
  });

  test('of a function with reserved concurrency are so many and no more', async () => {
    cloud = await lambdaCloud(folder.path);
    const arn = await cloud.fn('who', WHO, { ReservedConcurrentExecutions: 1 });
    const none = await cloud.fn('none', WHO, { ReservedConcurrentExecutions: 0 });
    const busy = cloud.run(arn, { until: gate() });

    for (const each of [arn, none])
      await expect(cloud.run(each)).rejects.toMatchObject({
        name: 'TooManyRequestsException',
        detail: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
      });
    open();
    await busy;
    expect(await cloud.run(arn)).not.toHaveProperty('functionError');
  });

  test('that crash give their place back', async () => {
    cloud = await lambdaCloud(folder.path, { threads: 1 });
    const arn = await cloud.fn(
      'crash',
      'export const handler = async ({ exit }) => (exit ? process.exit(1) : "alive");',
    );

    const results = [];
    for (const exit of [true, false, true, true, false])
      results.push((await cloud.run(arn, { exit })).functionError);

    expect(results).toEqual(['Unhandled', undefined, 'Unhandled', 'Unhandled', undefined]);
  });

  test('that die while idle are replaced', async () => {
    cloud = await lambdaCloud(folder.path, { threads: 1 });
    const arn = await cloud.fn(
      'idle',
      'let n = 0; export const handler = async ({ die }) => { if (die) setTimeout(() => process.exit(1)); return ++n; };',
    );
    expect((await cloud.run(arn, { die: true })).value).toBe(1);

    expect(await eventually(async () => (await cloud.run(arn, {})).value === 1)).toBe(true);
  });

  test('end with the cloud, even in the middle of an invocation', async () => {
    cloud = await lambdaCloud(folder.path);
    const arn = await cloud.fn('who', WHO);
    const busy = cloud.run(arn, { until: gate() });

    await cloud.lambda.stop?.();

    expect(await busy).toMatchObject({ functionError: 'Unhandled' });
    await expect(cloud.run(arn)).rejects.toThrow('stopping');
  });
});
