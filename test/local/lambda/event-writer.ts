/** A process that queues events until it is killed: one line on its output for each that was accepted. */
import { ADMINISTRATOR, lambdaCloud } from './lambda-cloud.ts';

const [, , dataDir = '', file = ''] = process.argv;
const cloud = await lambdaCloud(dataDir);
// Never started: nothing runs here.
const functionArn = await cloud.fn('notes', 'export const handler = async () => {};');
for (;;) {
  await cloud.lambda.invokeLater({
    functionArn,
    payload: JSON.stringify({ file, failures: 0 }),
    caller: ADMINISTRATOR,
  });
  process.stdout.write('accepted\n');
}
