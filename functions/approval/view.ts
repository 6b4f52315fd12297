/** An approval as it is shown to whoever may decide on it, or did. */
import type * as z from 'zod/mini';
import { modelName } from '#catalogue/catalogue.ts';
import type { Line } from '#domain/line/line.ts';
import { approvalStatus, wordOn } from '#domain/wipe/approval.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { ApprovalView } from '../contract/bodies.ts';
import type { Caller } from '../http/person.ts';
import { ProblemError } from '../http/problem.ts';
import { numberOf, time } from '../http/views.ts';
import { isOfShop } from '../http/visible-wipe.ts';
import type { WipeKey, Wipes } from '../store/wipes.ts';

/** Whether the approval is this approver's to see: of their shop, where they have one, else of all. */
export const isTheirs = (wipe: Wipe, { shop }: Caller) =>
  wipe.approval !== undefined && (shop === undefined || isOfShop(wipe, shop));

/** @throws ProblemError `wipe-not-found` where there is nothing for this approver to decide, ever. */
export async function wipeToDecide(
  wipes: Pick<Wipes, 'read'>,
  key: WipeKey,
  caller: Caller,
): Promise<Wipe> {
  const wipe = await wipes.read(key);
  if (wipe === undefined || !isTheirs(wipe, caller)) throw new ProblemError('wipe-not-found');
  return wipe;
}

interface Around {
  readonly line: Line | undefined;
  readonly caller: Caller;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function approvalView(
  wipe: Wipe,
  { line, caller, now }: Around,
): z.infer<typeof ApprovalView> {
  const { wipeId, requestHash, requestedBy, channel, visit, model, consents } = wipe;
  const decision = wordOn(wipe);
  const asked = wipe.events.find(({ type }) => type === 'approval-asked');
  return {
    wipeId,
    requestHash,
    status: approvalStatus(wipe, now),
    reasons: wipe.approval?.reasons ?? [],
    askedAt: time(asked?.at ?? wipe.requestedAt),
    ...(wipe.state === 'awaiting-approval' && { until: time(wipe.approvalUntil) }),
    ...(decision && { decidedAt: time(decision.at) }),
    own: requestedBy === caller.person,
    requestedBy,
    channel,
    ...(visit && { visit }),
    ...numberOf(wipe, line),
    model,
    modelName: modelName(model),
    consents,
    requestedAt: time(wipe.requestedAt),
    deadlineAt: time(wipe.deadlineAt),
  };
}
