/** Finds a wipe for whoever may see it: its account while that still owns the line, the shop it was asked for in, operations. */
import type { Line } from '#domain/line/line.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { Lines } from '../store/lines.ts';
import type { WipeKey, Wipes } from '../store/wipes.ts';
import type { Caller } from './person.ts';
import { ProblemError } from './problem.ts';

export interface WipeSources {
  readonly lines: Pick<Lines, 'owned' | 'underContract'>;
  readonly wipes: Pick<Wipes, 'read'>;
}

interface VisibleWipe {
  readonly wipe: Wipe;
  /** Its line; undefined where it is nobody's any more, and for operations, who see no numbers. */
  readonly line: Line | undefined;
}

/** @throws ProblemError `wipe-not-found`, for a foreign wipe as for a missing one. */
export async function visibleWipe(
  { lines, wipes }: WipeSources,
  key: WipeKey,
  caller: Caller,
): Promise<VisibleWipe> {
  const wipe = await wipes.read(key);
  const seen = wipe && (await seenBy(caller, wipe, lines));
  if (seen === undefined) throw new ProblemError('wipe-not-found');
  return seen;
}

/** Undefined where it is not theirs to see. */
async function seenBy(
  { role, account, shop }: Caller,
  wipe: Wipe,
  lines: WipeSources['lines'],
): Promise<VisibleWipe | undefined> {
  switch (role) {
    case 'subscriber': {
      if (account === undefined || wipe.account !== account) return undefined;
      const line = await lines.owned(wipe.lineId, account);
      return line && { wipe, line };
    }
    case 'shop':
      if (!isOfShop(wipe, shop)) return undefined;
      return { wipe, line: await lines.underContract(wipe.lineId) };
    case 'ops':
      return { wipe, line: undefined };
    case 'approver':
      // What is theirs to decide on is shown to them as such.
      return undefined;
  }
}

/** Whether a wipe was asked for in this shop. */
export const isOfShop = ({ visit }: Wipe, shop: string | undefined) =>
  visit !== undefined && visit.shop === shop;
