/** One version of an object as one file: a line of JSON, then the bytes. Written whole or not at all. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import * as z from 'zod';
import { replaceFile, replaceFiles } from '../disk/replace-file.ts';
import type { Version } from './bucket.ts';

const schema: z.ZodType<Version> = z.strictObject({
  key: z.string(),
  versionId: z.string(),
  sequence: z.number(),
  isDeleteMarker: z.boolean(),
  size: z.number(),
  etag: z.string(),
  lastModified: z.number(),
  headers: z.record(z.string(), z.string()),
  retention: z
    .strictObject({ mode: z.enum(['COMPLIANCE', 'GOVERNANCE']), until: z.number() })
    .optional(),
  keyArn: z.string().optional(),
});

/** A key has at most 1,024 bytes and user metadata 2 KB: the line ends well before this. */
const LONGEST_HEAD = 64 * 1024;
const NEWLINE = 0x0a;

const contentOf = (version: Version, body: Buffer) =>
  Buffer.concat([Buffer.from(`${JSON.stringify(version)}\n`), body]);

/** Returns once it is on disk. */
export function writeObjectFile(path: string, version: Version, body: Buffer): void {
  replaceFile(path, contentOf(version, body));
}

/** Resolves once all are on disk. */
export async function writeObjectFiles(
  files: readonly { path: string; version: Version; body: Buffer }[],
): Promise<void> {
  await replaceFiles(
    files.map(({ path, version, body }) => ({ path, content: contentOf(version, body) })),
  );
}

/** Reads the line of JSON only. */
export function readObjectHead(path: string): Version {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(LONGEST_HEAD);
    const length = readSync(file, start, 0, LONGEST_HEAD, 0);
    const end = start.subarray(0, length).indexOf(NEWLINE);
    return schema.parse(JSON.parse(start.subarray(0, end).toString('utf8')));
  } finally {
    closeSync(file);
  }
}

/** Reads the bytes after the line. */
export function readObjectBody(path: string): Buffer {
  const content = readFileSync(path);
  return content.subarray(content.indexOf(NEWLINE) + 1);
}
