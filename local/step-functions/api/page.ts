/** Pages of a list: how many entries, and the token for the next ones. */
import * as z from 'zod';
import { AwsError } from '../../aws/error.ts';

/** 0 asks for the default of 100 (API_ListExecutions.html, `maxResults`). */
export const pageInput = {
  maxResults: z.int().min(0).max(1000).default(0),
  nextToken: z.string().min(1).max(1024).exactOptional(),
};

interface PageRequest {
  readonly maxResults: number;
  readonly nextToken?: string;
}

/** What a token continues: the list it belongs to, and the key of the last entry that was answered. */
const tokenSchema = z.strictObject({ list: z.string(), after: z.union([z.string(), z.int()]) });

interface Listed<Entry> {
  /** What a token of this list belongs to. */
  readonly list: string;
  readonly entries: readonly Entry[];
  readonly keyOf: (entry: Entry) => string | number;
  /** A filter. A token may stand at an entry that has ceased to match. */
  readonly matches?: (entry: Entry) => boolean;
}

/**
 * One page of the matching entries.
 * @throws AwsError `InvalidToken` for a token of another list, or one whose entry is gone.
 */
export function pageOf<Entry>(
  listed: Listed<Entry>,
  { maxResults, nextToken }: PageRequest,
): { entries: readonly Entry[]; rest: { nextToken?: string } } {
  const { list, entries, keyOf, matches = () => true } = listed;
  const from = nextToken === undefined ? 0 : placeAfter(listed, nextToken);
  const remaining = entries.slice(from).filter(matches);
  const page = remaining.slice(0, maxResults === 0 ? 100 : maxResults);
  const last = page.at(-1);
  if (last === undefined || page.length === remaining.length) return { entries: page, rest: {} };
  const token = JSON.stringify({ list, after: keyOf(last) });
  return { entries: page, rest: { nextToken: Buffer.from(token).toString('base64') } };
}

function placeAfter<Entry>({ list, entries, keyOf }: Listed<Entry>, nextToken: string): number {
  const token = readToken(nextToken);
  const place = entries.findIndex((entry) => keyOf(entry) === token?.after);
  if (token?.list === list && place >= 0) return place + 1;
  throw new AwsError('InvalidToken', `Invalid Token: '${nextToken}'`);
}

function readToken(text: string): z.output<typeof tokenSchema> | undefined {
  try {
    return tokenSchema.safeParse(JSON.parse(Buffer.from(text, 'base64').toString())).data;
  } catch {
    return undefined;
  }
}
