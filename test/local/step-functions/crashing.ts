/** A process for the tests to kill: a cloud on the folder of its first argument, which prints where it answers. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClock } from '#local/clock.ts';
import { flow, task } from './harness.ts';

const [, , folder = ''] = process.argv;

const three = {
  StartAt: 'A',
  States: Object.fromEntries(
    ['A', 'B', 'C'].map((name, index, names) => [
      name,
      task({
        Parameters: {
          FunctionName: 'work',
          Payload: { step: name, 'execution.$': '$$.Execution.Name' },
        },
        ResultPath: `$.${name}`,
        ResultSelector: { 'step.$': '$.Payload.step' },
        ...(names[index + 1] === undefined ? { End: true } : { Next: names[index + 1] }),
      }),
    ]),
  ),
};

const cloud = await flow(
  folder,
  async (event) => {
    appendFileSync(join(folder, 'calls.log'), `${JSON.stringify(event)}\n`);
    await new Promise((resolve) => setTimeout(resolve, 5 + 20 * Math.random()));
    return event;
  },
  { clock: createClock() },
);
const machine = await cloud.machine(three);
process.stdout.write(`${JSON.stringify({ url: cloud.cloud.url, machine })}\n`);
