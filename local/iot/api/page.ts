/** Lists in pages: a token says where the next page begins. */
import * as z from 'zod';
import { invalidRequest } from './operation.ts';

/** The size of a page as a query has it. */
export const pageSize = z.coerce.number().int().min(1).max(250).default(25);
export const pageToken = z.string().exactOptional();

export interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly next: string | undefined;
}

/** @throws AwsError `InvalidRequestException` for a token that no page gave. */
export function pageOf<Entry>(
  all: readonly Entry[],
  size: number,
  token: string | undefined,
): Page<Entry> {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString());
  if (!Number.isSafeInteger(start) || start < 0) throw invalidRequest('the token is not of a page');
  const end = start + size;
  const next = end < all.length ? Buffer.from(String(end)).toString('base64') : undefined;
  return { entries: all.slice(start, end), next };
}
