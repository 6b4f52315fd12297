/** What the drill reads in the inbox as those would to whom it was sent. */
import { setTimeout as pause } from 'node:timers/promises';
import { type MessageFilter, readMessages } from '#cloud/messages.ts';
import { until } from '#demo/until.ts';

/** The n-th (0, 1, …) of the captures in messages that fit, or of the whole where nothing is captured; waited for. */
async function awaited(inbox: string, filter: MessageFilter, text: RegExp, n = 0): Promise<string> {
  return until('a message', async () => {
    await pause(50);
    return (await captures(inbox, filter, text))[n];
  });
}

async function captures(inbox: string, filter: MessageFilter, text: RegExp): Promise<string[]> {
  const found: string[] = [];
  for await (const { body } of readMessages(inbox, filter)) {
    const [whole, captured = whole] = text.exec(body) ?? [];
    if (captured !== undefined) found.push(captured);
  }
  return found;
}

const CODE = /\b[0-9]{8}\b/;

/** The code that `send` has sent to an address or a number (E.164). */
export async function codeSentBy(
  inbox: string,
  to: string,
  send: () => Promise<unknown>,
): Promise<string> {
  const before = await captures(inbox, { to }, CODE);
  await send();
  return awaited(inbox, { to }, CODE, before.length);
}

/** What follows the wipe's id in the link by which it may be contested. */
export const contestSecret = (inbox: string, wipeId: string) =>
  awaited(inbox, {}, new RegExp(`#${wipeId.replace('.', '\\.')}\\.([A-Za-z0-9_-]{22})`));
