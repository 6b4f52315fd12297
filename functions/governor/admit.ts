/** Counts a request just before its wipe is put: for the account of whoever asks, or for clerk and shop. */
import {
  type AccountLimits,
  accountLimit,
  type ClerkLimits,
  clerkLimit,
  clerkRequestsLimit,
  shopLimit,
} from '#domain/governor/limits.ts';
import type { Line } from '#domain/line/line.ts';
import type { ApprovalReason } from '#domain/wipe/wipe.ts';
import { log } from '../log.ts';
import type { Counts } from '../store/counts.ts';
import { countOrRefuse } from './count-or-refuse.ts';
import { countWipe, type WipeCount } from './count-wipe.ts';
import { limitReached } from './limit-reached.ts';
import { type SuspensionSources, suspendClerk } from './standing.ts';

/** The wipe that is about to be put. */
export interface Candidate {
  readonly wipeId: string;
  /** Epoch milliseconds of the request. */
  readonly at: number;
}

export interface Admission extends Pick<WipeCount, 'keepOnly'> {
  /** What the wipe keeps of it. */
  readonly countedIn: readonly string[];
  /** Why a second person must agree, as far as counts tell. */
  readonly reasons: readonly ApprovalReason[];
}

export interface AccountSources {
  readonly counts: Pick<Counts, 'add' | 'takeBack'>;
  readonly accountLimits: AccountLimits;
}

/** @throws ProblemError `limit-reached` */
export async function admitSubscriber(
  { counts, accountLimits }: AccountSources,
  { account, plan }: { account: string; plan: Line['plan'] },
  { wipeId, at }: Candidate,
): Promise<Admission> {
  const count = countWipe(counts, wipeId);
  const counted = await count.count([accountLimit(account, plan, accountLimits)], at);
  if (counted.full !== undefined) throw limitReached(counted.full, at);
  return { countedIn: counted.places, reasons: [], keepOnly: count.keepOnly };
}

export interface ClerkSources extends SuspensionSources {
  readonly counts: Pick<Counts, 'add' | 'takeBack'>;
  readonly clerkLimits: ClerkLimits;
}

/**
 * Of a clerk in good standing. One over the hard limit is suspended: whoever has the clerk's sign-in has nothing to wait for.
 * @throws ProblemError `clerk-suspended`, `limit-reached`
 */
export async function admitClerk(
  sources: ClerkSources,
  { person, shop }: { person: string; shop: string },
  { wipeId, at }: Candidate,
): Promise<Admission> {
  const { counts, clerkLimits } = sources;
  // Counted for good, whatever becomes of the wipe.
  const requests = clerkRequestsLimit(person, clerkLimits);
  await countOrRefuse(counts, requests, { id: wipeId, at }, () =>
    log({ code: 'clerk-requests-limit-reached', person, most: requests.most }),
  );
  const count = countWipe(counts, wipeId);
  const limits = [clerkLimit(person, clerkLimits), shopLimit(shop, clerkLimits)];
  const counted = await count.count(limits, at);
  if (counted.full?.rule === 'clerk')
    throw await suspendClerk(sources, person, { at, most: counted.full.most });
  if (counted.full !== undefined) throw limitReached(counted.full, at);
  const [byClerk = 0] = counted.sizes;
  const reasons = byClerk > clerkLimits.clerkSoftHour ? (['clerk-over-soft-limit'] as const) : [];
  return { countedIn: counted.places, reasons, keepOnly: count.keepOnly };
}
