/** One file of the journal: which executions wrote in it, and where. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readJsonFile } from '../../disk/read-json-file.ts';
import { replaceFile } from '../../disk/replace-file.ts';
import { batch, endingOf, entry, STATUSES } from '../execution/entry.ts';

const mention = z.strictObject({
  key: z.string(),
  start: z
    .strictObject({
      machine: z.string(),
      name: z.string(),
      revision: z.string(),
      at: z.number(),
    })
    .exactOptional(),
  end: z.strictObject({ status: z.enum(STATUSES), at: z.number() }).exactOptional(),
  /** Offset and length of each batch, one pair after the other. */
  lines: z.array(z.int()),
});

/** What one segment holds of one execution. */
export type Mention = z.output<typeof mention>;

/** A batch whose entries are read only where they are needed: a segment has very many. */
const outline = batch.extend({ entries: z.array(z.unknown()) });
type Outline = z.output<typeof outline>;

const summarySchema = z.array(mention);

const NEWLINE = 0x0a;

export const segmentPath = (folder: string, segment: number) =>
  join(folder, `${String(segment).padStart(8, '0')}.log`);
export const summaryPath = (folder: string, segment: number) =>
  join(folder, `${String(segment).padStart(8, '0')}.summary.json`);

/**
 * The mentions of a segment that nobody writes any more. The first time they are read out of the batches, and kept
 * beside them. A last line without its newline is what a crash left of a write that nobody was told is done.
 */
export function readSegment(folder: string, segment: number): readonly Mention[] {
  const path = summaryPath(folder, segment);
  const known = readJsonFile(path, summarySchema);
  if (known !== undefined) return known;
  const mentions = summarize(readFileSync(segmentPath(folder, segment)));
  replaceFile(path, JSON.stringify(mentions));
  return mentions;
}

function summarize(content: Buffer): Mention[] {
  const mentions = new Map<string, Mention>();
  for (let offset = 0; ; ) {
    const end = content.indexOf(NEWLINE, offset);
    if (end < 0) return [...mentions.values()];
    const read = outline.parse(JSON.parse(content.toString('utf8', offset, end)));
    const found: Mention = mentions.get(read.key) ?? { key: read.key, lines: [] };
    found.lines.push(offset, end + 1 - offset);
    mentions.set(read.key, { ...found, ...startOf(read), ...endOf(read) });
    offset = end + 1;
  }
}

function startOf({ start, entries }: Outline): Pick<Mention, 'start'> {
  if (start === undefined) return {};
  const first = entry.parse(entries[0]);
  return first.type === 'ExecutionStarted' ? { start: { ...start, at: first.at } } : {};
}

function endOf({ entries }: Outline): Pick<Mention, 'end'> {
  const last = entry.parse(entries.at(-1));
  const status = endingOf(last);
  return status === undefined || !('at' in last) ? {} : { end: { status, at: last.at } };
}
