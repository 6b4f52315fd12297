import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import { type Flow, FUNCTION, flow, task } from './harness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let cloud: Flow;
beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await flow(folder.path);
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

describe('a state machine', () => {
  test('runs its functions as its role', async () => {
    const machine = await cloud.machine({
      StartAt: 'A',
      States: { A: task({ Parameters: { FunctionName: 'work', Qualifier: '3' }, End: true }) },
    });

    await cloud.ended(await cloud.start(machine));

    expect(cloud.invocations).toEqual([
      {
        functionArn: `${FUNCTION}:3`,
        payload: '{}',
        caller: {
          kind: 'role',
          arn: 'arn:aws:iam::000000000000:role/workflow',
          name: 'workflow',
        },
      },
    ]);
  });

  test('that goes round and round ends at 25,000 events', async () => {
    const machine = await cloud.machine({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } },
    });

    const execution = await cloud.start(machine);

    expect(await cloud.ended(execution)).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
  });
});
