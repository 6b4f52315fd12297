/** Sends messages as server-sent events while they land (HTML Standard, 9.2), each reader at its own pace. */
import type { ServerResponse } from 'node:http';
import type { DeliveredMessage } from './inbox.ts';
import type { MessageFilter, MessageStore } from './message-store.ts';

/** So that a dead connection is noticed on both sides. */
const HEARTBEAT = 15_000;

/** Streams what lands after the message `after`. Nothing is buffered for a slow reader: it reads on from the store. */
export function streamMessages(
  response: ServerResponse,
  store: MessageStore,
  after: number,
  filter: MessageFilter,
): void {
  let sent = after;
  const pump = () => {
    if (response.writableNeedDrain || response.destroyed) return;
    for (const message of store.after(sent, filter)) {
      sent = message.id;
      if (!response.write(eventOf(message))) return;
    }
  };
  const end = store.onLanding(filter, pump);
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(':\n\n');
  }, HEARTBEAT);
  response.on('drain', pump);
  response.on('close', () => {
    clearInterval(heartbeat);
    end();
  });
  // The comment lets a client see at once that the stream is open.
  response.write(':\n\n');
  pump();
}

const eventOf = (message: DeliveredMessage) =>
  `id: ${message.id}\ndata: ${JSON.stringify(message)}\n\n`;
