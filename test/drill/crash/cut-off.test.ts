import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, test } from '@jest/globals';
import { readClock } from '#cloud/control.ts';
import { isCutOff } from '#drill/crash/cut-off.ts';

/** What a look at the clock of such a server ends with. */
async function failureOf(answer: RequestListener, { isGone = false } = {}): Promise<unknown> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  if (isGone) server.close();
  const failure = await readClock(`http://127.0.0.1:${port}`).catch((error: unknown) => error);
  server.close();
  return failure;
}

test.each<[string, RequestListener, { isGone?: boolean }, boolean]>([
  ['that is gone', () => undefined, { isGone: true }, true],
  ['that hangs up before it answers', (_, answer) => answer.destroy(), {}, true],
  [
    'that hangs up amid its answer',
    (_, answer) => {
      answer.writeHead(200, { 'content-length': 100 }).write('{"now":', () => answer.destroy());
    },
    {},
    true,
  ],
  ['that answers an error', (_, answer) => answer.writeHead(500).end(), {}, false],
  ['that answers something else', (_, answer) => answer.end('{}'), {}, false],
])('of a server %s the drill tells whether the call was cut off', async (...row) => {
  const [, answer, state, expected] = row;

  expect(isCutOff(await failureOf(answer, state))).toBe(expected);
});
