/** Where a list goes on: a text that says nothing to its reader, and is believed only as far as it can be checked. */
import * as z from 'zod/mini';
import { digestOf } from '#domain/audit/digest.ts';
import { DueKey, TimeKey } from '../store/wipe-lists.ts';

/** The place in one of the three indexes. A made-up one leads to nothing that its maker could not list anyway. */
export const Place = z.union([
  z.strictObject({
    month: z.string().check(z.regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/)),
    after: z.optional(TimeKey),
  }),
  z.strictObject({ after: TimeKey }),
  /** By shard. */
  z.strictObject({ due: z.record(z.string().check(z.regex(/^[0-9]$/)), DueKey) }),
]);
export type Place = z.infer<typeof Place>;

const Cursor = z.strictObject({ of: z.string(), place: Place });

/** Longer than any that is made. */
const LONGEST = 1_500;

/** A cursor is good for the question that it came with, and for no other. */
export function cursorOf(question: object, place: Place): string {
  const cursor: z.infer<typeof Cursor> = { of: digestOf(question), place };
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** The place that a cursor names, or undefined where it is none, or of another question. */
export function placeIn(cursor: string, question: object): Place | undefined {
  if (cursor.length > LONGEST) return undefined;
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    const { data } = Cursor.safeParse(JSON.parse(text));
    return data?.of === digestOf(question) ? data.place : undefined;
  } catch {
    return undefined;
  }
}
