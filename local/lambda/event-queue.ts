/** The queue of asynchronous events: every change of it is on disk before it counts. */
import { type AppendLog, openLog, readLog } from '../disk/append-log.ts';
import {
  type EventLine,
  eventLine,
  type Progress,
  type QueuedEvent,
  replay,
} from './queued-event.ts';

/** Bytes of lines after which the log is written anew with what is left. */
const REWRITE_AFTER = 16 * 1024 * 1024;

export class EventQueue {
  readonly #path: string;
  readonly #events: Map<string, QueuedEvent>;
  #log: AppendLog<EventLine>;
  #written = 0;

  constructor(path: string) {
    this.#path = path;
    this.#events = replay(readLog(path, eventLine));
    this.#log = openLog(path, this.#lines());
  }

  /** Oldest first. */
  get events(): readonly QueuedEvent[] {
    return [...this.#events.values()];
  }

  /** Resolves when the event is on disk. */
  async add(event: QueuedEvent): Promise<void> {
    this.#events.set(event.id, event);
    await this.#append({ line: 'queued', event }, event.payload.length);
  }

  /** Keeps how far an event has come; answers it so changed. */
  async progress(event: QueuedEvent, progress: Progress): Promise<QueuedEvent> {
    const changed = { ...event, ...progress };
    this.#events.set(event.id, changed);
    await this.#append({ line: 'tried', id: event.id, ...progress });
    return changed;
  }

  async remove({ id }: QueuedEvent): Promise<void> {
    this.#events.delete(id);
    await this.#append({ line: 'gone', id });
  }

  async close(): Promise<void> {
    await this.#log.close();
  }

  async #append(line: EventLine, size = 0): Promise<void> {
    const appended = this.#log.append(line);
    this.#written += size + 200;
    if (this.#written > REWRITE_AFTER) this.#rewrite();
    await appended;
  }

  /** The new file holds all that is in memory: what the old one was still to be told as well. */
  #rewrite(): void {
    const old = this.#log;
    this.#log = openLog(this.#path, this.#lines());
    this.#written = 0;
    old.close().catch(() => {});
  }

  #lines(): EventLine[] {
    return this.events.map((event) => ({ line: 'queued', event }));
  }
}
