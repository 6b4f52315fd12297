/** The durable record of all executions: batches of entries, appended to files that are never written again once full. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { type AppendLog, openLog } from '../../disk/append-log.ts';
import type { Batch } from '../execution/entry.ts';
import { JournalReader, type Places } from './reader.ts';
import { type Mention, readSegment, segmentPath, summaryPath } from './segment.ts';

/** What the journal holds of an execution that an earlier start wrote. */
export interface Recorded {
  readonly key: string;
  readonly start: NonNullable<Mention['start']>;
  /** Absent while the execution is open. */
  readonly end?: Mention['end'];
  readonly places: Places;
}

const DEFAULT_SEGMENT_SIZE = 16 * 1024 * 1024;

export class Journal {
  readonly #folder: string;
  readonly #segmentSize: number;
  /** Which executions each closed segment mentions. */
  readonly #mentions = new Map<number, readonly Mention[]>();
  #segment: number;
  #log: AppendLog<Batch> | undefined;
  #rotation: Promise<void> | undefined;
  /** After a failed write nothing may follow: it would stand after a gap. */
  #broken = false;

  /** Opens the journal below `folder`. What was written before stays as it is; a new segment begins. */
  constructor(folder: string, segmentSize = DEFAULT_SEGMENT_SIZE) {
    this.#folder = folder;
    this.#segmentSize = segmentSize;
    const segments = existsSync(folder)
      ? readdirSync(folder).flatMap((name) => /^(\d{8})\.log$/.exec(name)?.[1] ?? [])
      : [];
    for (const segment of segments.map(Number).sort((a, b) => a - b))
      this.#mentions.set(segment, readSegment(folder, segment));
    this.#segment = Math.max(0, ...this.#mentions.keys()) + 1;
  }

  /** Begins every key of this start; no earlier one had it. */
  get prefix(): string {
    return String(this.#segment);
  }

  /** All executions of earlier starts, in the order in which they began. */
  recorded(): Recorded[] {
    const found = new Map<string, Partial<Recorded> & Pick<Recorded, 'key' | 'places'>>();
    for (const [segment, mentions] of this.#mentions)
      for (const { key, start, end, lines } of mentions) {
        const known = found.get(key) ?? { key, places: new Map() };
        known.places.set(segment, [...lines]);
        found.set(key, { ...known, ...(start && { start }), ...(end && { end }) });
      }
    // One without its start is what is left of an execution whose first segments were dropped.
    return [...found.values()].flatMap(({ start, ...rest }) =>
      start === undefined ? [] : [{ ...rest, start }],
    );
  }

  /** Deletes the segments that mention none of `kept`. */
  drop(kept: ReadonlySet<string>): void {
    for (const [segment, mentions] of this.#mentions) {
      if (mentions.some(({ key }) => kept.has(key))) continue;
      rmSync(summaryPath(this.#folder, segment), { force: true });
      rmSync(segmentPath(this.#folder, segment), { force: true });
      this.#mentions.delete(segment);
    }
  }

  /** Appends a batch, notes its place in `places`, and resolves once it is on disk. */
  append(entry: Batch, places: Places): Promise<void> {
    if (this.#rotation === undefined && this.#log !== undefined)
      if (this.#log.size >= this.#segmentSize) this.#rotate(this.#log);
    const written =
      this.#rotation === undefined
        ? this.#write(entry, places)
        : this.#rotation.then(() => this.#write(entry, places));
    written.catch(() => {
      this.#broken = true;
    });
    return written;
  }

  /** A batch may only be on disk when all before it are: what comes now waits for the full segment's last write. */
  #rotate(full: AppendLog<Batch>): void {
    this.#rotation = full.close();
    // The first callback on this promise: whatever waits on it runs right after, in order.
    this.#rotation.then(
      () => {
        this.#rotation = undefined;
        this.#log = undefined;
        this.#segment += 1;
      },
      () => {
        this.#broken = true;
      },
    );
  }

  async #write(entry: Batch, places: Places): Promise<void> {
    if (this.#broken) throw new Error('the journal of Step Functions is broken');
    this.#log ??= openLog<Batch>(segmentPath(this.#folder, this.#segment), []);
    const offset = this.#log.size;
    const written = this.#log.append(entry);
    const place = [offset, this.#log.size - offset];
    const known = places.get(this.#segment);
    if (known === undefined) places.set(this.#segment, place);
    else known.push(...place);
    await written;
  }

  /** Reads what is on disk. Close it. */
  reader(): JournalReader {
    return new JournalReader(this.#folder);
  }

  /** Waits for what was appended. */
  async close(): Promise<void> {
    await this.#rotation;
    await this.#log?.close();
  }
}
