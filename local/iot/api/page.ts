/** Pages as AWS IoT asks for them and refuses them. */
import * as z from 'zod';
import { type Page, pageOf as pageOrNone } from '../../aws/page.ts';
import { invalidRequest } from './operation.ts';

/** The size of a page as a query has it. */
export const pageSize = z.coerce.number().int().min(1).max(250).default(25);
export const pageToken = z.string().exactOptional();

/** @throws AwsError `InvalidRequestException` for a token that no page gave. */
export function pageOf<Entry>(
  all: readonly Entry[],
  size: number,
  token: string | undefined,
): Page<Entry> {
  const page = pageOrNone(all, size, token);
  if (page === undefined) throw invalidRequest('the token is not of a page');
  return page;
}
