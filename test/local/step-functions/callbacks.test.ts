import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import { callbackTask, type Flow, flow, tokenOf } from './harness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let cloud: Flow | undefined;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await cloud?.stop();
  folder.remove();
});

const wait = { StartAt: 'Wait', States: { Wait: callbackTask({ End: true }) } };

/** Starts one execution and waits until its function has the token. */
async function waiting() {
  cloud = await flow(folder.path, () => 'submitted');
  const { start, machine, invoked, events } = cloud;
  const execution = await start(await machine(wait));
  await invoked(1);
  return { ...cloud, execution, token: tokenOf(events[0]) };
}

const success = (taskToken: string, output = '{"done":true}') =>
  new SendTaskSuccessCommand({ taskToken, output });

describe('SendTaskSuccess', () => {
  test('takes one of many answers at once', async () => {
    const { client, execution, token, ended } = await waiting();

    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => client.send(success(token, String(index)))),
    );

    const taken = answers.flatMap((each, index) => (each.status === 'fulfilled' ? [index] : []));
    expect(taken).toHaveLength(1);
    expect((await ended(execution)).output).toBe(taken[0]);
  });

  test('refuses tokens that nobody was given', async () => {
    const { client, token } = await waiting();

    for (const forged of ['x', `${token}A`, token.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))])
      await expect(client.send(success(forged))).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  test('refuses an output that is not JSON, or too large', async () => {
    const { client, token } = await waiting();

    await expect(client.send(success(token, '{'))).rejects.toMatchObject({ name: 'InvalidOutput' });
    await expect(
      client.send(success(token, JSON.stringify('x'.repeat(262_144)))),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
