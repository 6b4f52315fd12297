/** One standard queue: its messages in memory, every change of them on disk before it is answered. */
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { AwsError } from '../aws/error.ts';
import type { Clock } from '../clock.ts';
import { type AppendLog, openLog, readLog } from '../disk/append-log.ts';
import type { PolicyDocument } from '../iam/access.ts';
import { type Message, type QueueEvent, queueEvent, replay } from './message.ts';
import { readReceipt } from './receipt.ts';

/** Durations in seconds, as SQS counts them. */
export interface QueueSettings {
  readonly name: string;
  readonly arn: string;
  readonly visibilityTimeout: number;
  readonly retentionPeriod: number;
  readonly delay: number;
  readonly maximumMessageSize: number;
  readonly receiveWait: number;
  readonly kmsKey: string | undefined;
  readonly sqsManagedEncryption: boolean;
  readonly redrive:
    | { readonly deadLetterArn: string; readonly maxReceiveCount: number }
    | undefined;
}

export interface Reception {
  readonly limit: number;
  readonly visibilityTimeout: number;
  /** Takes a message that was received too often, once it is on the dead-letter queue. */
  readonly moveAway: ((message: Message) => Promise<void>) | undefined;
}

const PURGE_INTERVAL = 60_000;

export class Queue {
  readonly settings: QueueSettings;
  /** Set by AWS::SQS::QueuePolicy. */
  policy: PolicyDocument | undefined;
  readonly createdAt: number;
  readonly #clock: Clock;
  readonly #log: AppendLog<QueueEvent>;
  readonly #messages: Map<string, Message>;
  readonly #arrivals = new EventEmitter().setMaxListeners(0);
  #purgedAt = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(settings: QueueSettings, clock: Clock, path: string) {
    this.settings = settings;
    this.#clock = clock;
    this.createdAt = clock.now();
    this.#messages = replay(readLog(path, queueEvent));
    const kept = [...this.#messages.values()].map((message) => ({
      event: 'kept' as const,
      message,
    }));
    this.#log = openLog(path, kept);
  }

  /** Resolves when the message is on disk. `delay` in seconds. */
  async send(
    content: Pick<Message, 'body' | 'attributes' | 'senderId'>,
    delay = this.settings.delay,
  ): Promise<Message> {
    const sentAt = this.#clock.now();
    const message: Message = {
      ...content,
      id: randomUUID(),
      sentAt,
      visibleAt: sentAt + delay * 1000,
      receiveCount: 0,
      firstReceivedAt: null,
    };
    await this.#keep(message);
    return message;
  }

  /** Takes a message from another queue; it keeps its id and the time it was sent. */
  async adopt(message: Message): Promise<void> {
    await this.#keep({ ...message, visibleAt: this.#clock.now() });
  }

  async #keep(message: Message): Promise<void> {
    await this.#log.append({ event: 'kept', message });
    this.#messages.set(message.id, message);
    this.#arrivals.emit('message');
  }

  /** The messages that can be received now, marked as received. */
  async receive({ limit, visibilityTimeout, moveAway }: Reception): Promise<Message[]> {
    const now = this.#clock.now();
    const taken: Message[] = [];
    const worn: Message[] = [];
    for (const message of this.#live()) {
      if (taken.length === limit) break;
      if (message.visibleAt > now) continue;
      const received: Message = {
        ...message,
        receiveCount: message.receiveCount + 1,
        firstReceivedAt: message.firstReceivedAt ?? now,
        visibleAt: now + visibilityTimeout * 1000,
      };
      const { maxReceiveCount = Number.POSITIVE_INFINITY } = this.settings.redrive ?? {};
      if (moveAway !== undefined && received.receiveCount > maxReceiveCount) worn.push(message);
      else taken.push(received);
      // Marked before the disk is waited for, so that nobody receives it twice meanwhile.
      this.#messages.set(message.id, received);
    }
    for (const message of worn) {
      await moveAway?.(message);
      await this.#forget(message.id);
    }
    await Promise.all(taken.map((message) => this.#log.append({ event: 'kept', message })));
    return taken;
  }

  /** Waits until a message may be there, or `until` (real time, epoch milliseconds) has come. */
  async waitForMessage(until: number): Promise<void> {
    const ended = new AbortController();
    const next = Math.min(...[...this.#live()].map(({ visibleAt }) => visibleAt));
    const cancel = Number.isFinite(next)
      ? this.#clock.runAt(next, () => this.#arrivals.emit('message'))
      : () => {};
    const timer = setTimeout(() => ended.abort(), Math.max(0, until - Date.now()));
    await once(this.#arrivals, 'message', { signal: ended.signal }).catch(() => {});
    clearTimeout(timer);
    cancel();
  }

  /**
   * Deletes the message of a receipt. With the handle of an earlier reception the call succeeds and does nothing
   * (API_DeleteMessage, "the message might not be deleted").
   * @throws AwsError `ReceiptHandleIsInvalid`.
   */
  async delete(handle: string): Promise<void> {
    const { messageId, receiveCount } = readReceipt(handle);
    if (this.#messages.get(messageId)?.receiveCount === receiveCount) await this.#forget(messageId);
  }

  async #forget(id: string): Promise<void> {
    this.#messages.delete(id);
    await this.#log.append({ event: 'gone', id });
  }

  /** @throws AwsError `AWS.SimpleQueueService.PurgeQueueInProgress` within 60 seconds of the last purge. */
  async purge(): Promise<void> {
    const now = this.#clock.now();
    if (now - this.#purgedAt < PURGE_INTERVAL)
      throw new AwsError(
        'AWS.SimpleQueueService.PurgeQueueInProgress',
        `Only one PurgeQueue operation on ${this.settings.name} is allowed every 60 seconds.`,
        { status: 403 },
      );
    this.#purgedAt = now;
    this.#messages.clear();
    await this.#log.append({ event: 'purged' });
  }

  /** How many messages can be received, are with a receiver, and wait for their delay. */
  counts(): { visible: number; inFlight: number; delayed: number } {
    const now = this.#clock.now();
    const counts = { visible: 0, inFlight: 0, delayed: 0 };
    for (const { visibleAt, receiveCount } of this.#live())
      if (visibleAt <= now) counts.visible += 1;
      else if (receiveCount > 0) counts.inFlight += 1;
      else counts.delayed += 1;
    return counts;
  }

  /** Messages within the retention period; older ones are dropped on the way. */
  *#live(): Generator<Message> {
    const oldest = this.#clock.now() - this.settings.retentionPeriod * 1000;
    for (const message of this.#messages.values())
      if (message.sentAt >= oldest) yield message;
      else this.#messages.delete(message.id);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Whoever waits for a message waits no longer. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#arrivals.emit('message');
    await this.#log.close();
  }
}
