/** Reads single batches out of the journal's files. */
import { type FileHandle, open } from 'node:fs/promises';
import { type Batch, batch } from '../execution/entry.ts';
import { segmentPath } from './segment.ts';

/** Where the batches of one execution are: for each segment, offset and length one pair after the other. */
export type Places = Map<number, number[]>;

/** The places as they are now; a later batch of the same execution adds to the original. */
export function copyOf(places: Places): Places {
  return new Map([...places].map(([segment, lines]) => [segment, [...lines]]));
}

export class JournalReader {
  readonly #folder: string;
  readonly #files = new Map<number, FileHandle>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** All batches at `places`, in order. */
  async read(places: Places): Promise<Batch[]> {
    const batches: Batch[] = [];
    for (const [segment, lines] of places) {
      const file = await this.#file(segment);
      for (let index = 0; index < lines.length; index += 2)
        batches.push(await readBatch(file, lines[index] ?? 0, lines[index + 1] ?? 0));
    }
    return batches;
  }

  /** The first and the last batch at `places`. */
  async readEnds(places: Places): Promise<Batch[]> {
    const [first] = places;
    const last = [...places].at(-1);
    if (first === undefined || last === undefined) return [];
    return [
      ...(await this.read(new Map([[first[0], first[1].slice(0, 2)]]))),
      ...(await this.read(new Map([[last[0], last[1].slice(-2)]]))),
    ];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const file of this.#files.values()) await file.close();
    this.#files.clear();
  }

  async #file(segment: number): Promise<FileHandle> {
    const known = this.#files.get(segment);
    if (known !== undefined) return known;
    const file = await open(segmentPath(this.#folder, segment), 'r');
    this.#files.set(segment, file);
    return file;
  }
}

async function readBatch(file: FileHandle, offset: number, length: number): Promise<Batch> {
  const buffer = Buffer.alloc(length);
  await file.read(buffer, 0, length, offset);
  return batch.parse(JSON.parse(buffer.toString('utf8')));
}
