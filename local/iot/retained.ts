/** The last retained message of each topic, kept over restarts. */
import * as z from 'zod';
import { type AppendLog, openLog, readLog } from '../disk/append-log.ts';

const stored = z.strictObject({
  topic: z.string(),
  /** Base64; an empty payload ends the retaining. */
  payload: z.string(),
  qos: z.union([z.literal(0), z.literal(1)]),
  /** Epoch milliseconds on the cloud's clock. */
  at: z.number().default(0),
});
type Stored = z.infer<typeof stored>;

export interface RetainedMessage {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: 0 | 1;
  /** When it was stored, epoch milliseconds on the cloud's clock. */
  readonly at: number;
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt-retain */
export class RetainedMessages {
  readonly #byTopic = new Map<string, RetainedMessage>();
  readonly #log: AppendLog<Stored>;

  /** Goes on from the journal at `path`. */
  constructor(path: string) {
    for (const { payload, ...entry } of readLog(path, stored))
      this.#take({ ...entry, payload: Buffer.from(payload, 'base64') });
    this.#log = openLog(path, [...this.#byTopic.values()].map(store));
  }

  /** Keeps a message in place of the topic's last one; resolves when it is on disk. */
  async put(message: RetainedMessage): Promise<void> {
    this.#take(message);
    await this.#log.append(store(message));
  }

  /** Only a filter that is the topic itself finds the message: wildcards do not (see `mqtt-retain`). */
  get(filter: string): RetainedMessage | undefined {
    return this.#byTopic.get(filter);
  }

  /** All of them, by topic. */
  get all(): readonly RetainedMessage[] {
    return [...this.#byTopic.values()].toSorted((a, b) => (a.topic < b.topic ? -1 : 1));
  }

  close(): Promise<void> {
    return this.#log.close();
  }

  #take(message: RetainedMessage): void {
    if (message.payload.length === 0) this.#byTopic.delete(message.topic);
    else this.#byTopic.set(message.topic, message);
  }
}

const store = ({ topic, payload, qos, at }: RetainedMessage): Stored => ({
  topic,
  qos,
  at,
  payload: payload.toString('base64'),
});
