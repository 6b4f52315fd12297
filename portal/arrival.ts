/** Where somebody goes on who comes back from the issuer. */
import * as z from 'zod/mini';
import type { Arrival, SessionState } from '#browser/session/session.ts';
import { SHOP_VISIT } from './addresses.ts';

/** Kept with the page's entry in the browser's history, and in no address. */
const Wanted = z.object({ returnTo: z.string() });

const STAFF = /^\/(counter|approvals)(\/|$)/;

export interface Place {
  readonly path: string;
  /** For the browser's history. */
  readonly state: z.infer<typeof Wanted> | null;
}

/**
 * Where they were, mostly. Who could not sign in for want of the device is shown the way to a shop at once; not so in
 * the middle of something, where a code may do instead, and not staff, for whom a shop does nothing.
 */
export function placeOf({ returnTo, isStepUp }: Arrival, session: SessionState): Place {
  const isLost = session.kind === 'signed-out' && session.why === 'lost-factor';
  return isLost && !isStepUp && !STAFF.test(returnTo)
    ? { path: SHOP_VISIT, state: { returnTo } }
    : { path: returnTo, state: null };
}

/** The path that somebody wanted who was shown the way to a shop instead; the first page where there was none. */
export function wantedIn(state: unknown): string {
  const parsed = Wanted.safeParse(state);
  return parsed.success ? parsed.data.returnTo : '/';
}
