/** What reaches handsets without a connection of theirs: SMS and push, read from the inbox by one stream for all. */
import * as z from 'zod';
import { serverSentData } from './server-sent-data.ts';

const Message = z.object({
  id: z.int(),
  kind: z.enum(['mail', 'sms', 'push']),
  to: z.string(),
  body: z.string(),
});

export interface InboxFeed {
  /** Calls `listener` with the body of each message to an E.164 number or a push token; answers how to end that. */
  listen(to: string, listener: (body: string) => void): () => void;
  /** Resolves once messages are heard. */
  readonly ready: Promise<void>;
  close(): void;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

/** Opens the stream of the inbox at `url`, and opens it again where it left off whenever it breaks. */
export function openInboxFeed(url: string): InboxFeed {
  const listeners = new Map<string, Set<(body: string) => void>>();
  const closing = new AbortController();
  const ready = Promise.withResolvers<void>();
  let last: number | undefined;

  function receive(data: string): void {
    const message = Message.safeParse(parse(data));
    if (!message.success) return;
    const { id, to, body } = message.data;
    last = id;
    for (const listener of [...(listeners.get(to) ?? [])]) listener(body);
  }

  async function listenOnce(): Promise<void> {
    const address = new URL('stream', url.endsWith('/') ? url : `${url}/`);
    if (last !== undefined) address.searchParams.set('after', String(last));
    const response = await fetch(address, { signal: closing.signal });
    if (!response.ok || response.body === null)
      throw new Error(`the inbox answers ${response.status}`);
    ready.resolve();
    for await (const data of serverSentData(response.body)) receive(data);
  }

  async function listenForEver(): Promise<void> {
    for (
      let pause = FIRST_PAUSE;
      !closing.signal.aborted;
      pause = Math.min(2 * pause, LONGEST_PAUSE)
    ) {
      const began = performance.now();
      // A stream that breaks is opened again; why it broke changes nothing.
      await listenOnce().catch(() => undefined);
      if (performance.now() - began > LONGEST_PAUSE) pause = FIRST_PAUSE;
      if (!closing.signal.aborted) await sleep(pause, closing.signal);
    }
  }
  void listenForEver();

  return {
    ready: ready.promise,
    listen(to, listener) {
      const set = listeners.get(to) ?? new Set();
      listeners.set(to, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(to) === set) listeners.delete(to);
      };
    },
    close: () => closing.abort(),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
