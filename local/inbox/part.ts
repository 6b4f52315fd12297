/** The inbox part: where SNS and SES of this cloud deliver, and the page that shows it. */
import { join } from 'node:path';
import { endServer, listenOnLoopback } from '../http/on-loopback.ts';
import type { CloudContext, Part } from '../part.ts';
import type { Inbox } from './inbox.ts';
import { MessageStore } from './message-store.ts';
import { createInboxServer } from './server.ts';

export interface InboxPart extends Part, Inbox {
  /** `http://127.0.0.1:{port}`. @throws before the part has started. */
  address(): string;
}

/** `port` 0 takes any free port. Messages are taken at once; the page is there after `start`. */
export function createInbox(context: CloudContext, { port }: { port: number }): InboxPart {
  const store = new MessageStore(join(context.dataDir, 'inbox', 'messages.jsonl'));
  const server = createInboxServer(store);
  let address: string | undefined;

  return {
    name: 'inbox',
    signingNames: [],
    resources: [],
    put: (delivery) => store.put(delivery, context.clock.now()),
    address() {
      if (address === undefined) throw new Error('the inbox has not started');
      return address;
    },
    async start() {
      address = `http://127.0.0.1:${await listenOnLoopback(server, port)}`;
    },
    async stop() {
      await endServer(server);
      await store.close();
    },
  };
}
