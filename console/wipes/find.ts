/** A page of wipes that has some in it: the service looks at a bounded number at a time, and may find none among them. */
import type { Service } from '../api/service.ts';

/** Rows of a page. */
export const PAGE = 50;

/** How often it is asked in a row for the first wipe that fits. */
const MOST_PAGES = 10;

/** `query` as in `GET /v1/ops/wipes`; `etag` is the tag of what is there already. */
export async function findWipes(
  { wipes }: Pick<Service, 'wipes'>,
  query: URLSearchParams,
  etag: string | undefined,
): ReturnType<Service['wipes']> {
  const asked = new URLSearchParams(query);
  asked.set('limit', String(PAGE));
  let outcome = await wipes(asked, etag);
  for (let page = 1; page < MOST_PAGES; page += 1) {
    if (outcome.ok !== true || outcome.value.wipes.length > 0) return outcome;
    const { next } = outcome.value;
    if (next === undefined) return outcome;
    asked.set('after', next);
    outcome = await wipes(asked);
    // It is the tag of a later page, of which nobody will ask whether it is still so.
    if (outcome.ok === true) outcome = { ...outcome, etag: undefined };
  }
  return outcome;
}
