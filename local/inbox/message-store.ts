/** The inbox's messages: on disk before anybody is told, in memory to be found by recipient. */
import { EventEmitter } from 'node:events';
import * as z from 'zod';
import { type AppendLog, openLog, readLog } from '../disk/append-log.ts';
import type { DeliveredMessage, Delivery } from './inbox.ts';

export const KINDS = ['mail', 'sms', 'push'] as const;

const deliveredMessage = z.strictObject({
  id: z.int(),
  at: z.number(),
  kind: z.enum(KINDS),
  to: z.string(),
  from: z.string().exactOptional(),
  subject: z.string().exactOptional(),
  body: z.string(),
});

export interface MessageFilter {
  readonly kind?: DeliveredMessage['kind'] | undefined;
  /** The whole recipient, as it was delivered to. */
  readonly to?: string | undefined;
}

/** Every message, whoever it is for. Recipients are never empty, so the two do not meet. */
const EVERYBODY = '';

export class MessageStore {
  readonly #log: AppendLog<DeliveredMessage>;
  readonly #byRecipient = new Map<string, DeliveredMessage[]>();
  readonly #landings = new EventEmitter().setMaxListeners(0);
  /** Given to a message that may still be on its way to the disk. */
  #lastId = 0;

  constructor(path: string) {
    const found = readLog(path, deliveredMessage);
    for (const message of found) this.#index(message);
    this.#lastId = found.at(-1)?.id ?? 0;
    this.#log = openLog(path, found);
  }

  /** The id of the newest message that has landed, 0 when there is none. */
  get lastId(): number {
    return this.#listOf({}).at(-1)?.id ?? 0;
  }

  async put(delivery: Delivery, at: number): Promise<DeliveredMessage> {
    this.#lastId += 1;
    const message = { ...delivery, id: this.#lastId, at };
    await this.#log.append(message);
    this.#index(message);
    this.#landings.emit(message.to);
    this.#landings.emit(EVERYBODY);
    return message;
  }

  #index(message: DeliveredMessage): void {
    for (const recipient of [EVERYBODY, message.to]) {
      const list = this.#byRecipient.get(recipient);
      if (list === undefined) this.#byRecipient.set(recipient, [message]);
      else list.push(message);
    }
  }

  /** Messages with a higher id than `after`, oldest first. */
  *after(after: number, filter: MessageFilter): Generator<DeliveredMessage> {
    const list = this.#listOf(filter);
    for (let index = firstBeyond(list, after); index < list.length; index += 1) {
      const message = list[index];
      if (message !== undefined && isOfKind(message, filter)) yield message;
    }
  }

  /** Messages with a lower id than `before`, newest first. */
  *before(before: number, filter: MessageFilter): Generator<DeliveredMessage> {
    const list = this.#listOf(filter);
    for (let index = firstBeyond(list, before - 1) - 1; index >= 0; index -= 1) {
      const message = list[index];
      if (message !== undefined && isOfKind(message, filter)) yield message;
    }
  }

  /** Calls `listener` when a message for `filter.to` (or for anybody) has landed; answers a function that ends it. */
  onLanding({ to = EVERYBODY }: MessageFilter, listener: () => void): () => void {
    this.#landings.on(to, listener);
    return () => this.#landings.off(to, listener);
  }

  #listOf({ to = EVERYBODY }: MessageFilter): readonly DeliveredMessage[] {
    return this.#byRecipient.get(to) ?? [];
  }

  close(): Promise<void> {
    return this.#log.close();
  }
}

const isOfKind = (message: DeliveredMessage, { kind }: MessageFilter) =>
  kind === undefined || message.kind === kind;

/** The index of the first message with a higher id. Ids rise along the list. */
function firstBeyond(list: readonly DeliveredMessage[], id: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.id ?? 0) <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}
