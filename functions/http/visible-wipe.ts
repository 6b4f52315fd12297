/** Finds a wipe for whoever may see it: its account while that still owns the line, the shop it was asked for in, operations. */
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { Lines } from '../store/lines.ts';
import type { WipeKey, Wipes } from '../store/wipes.ts';
import type { Caller } from './person.ts';
import { ProblemError } from './problem.ts';

export interface WipeSources {
  readonly lines: Pick<Lines, 'owned'>;
  readonly wipes: Pick<Wipes, 'read'>;
}

/** @throws ProblemError `wipe-not-found`, for a foreign wipe as for a missing one. */
export async function visibleWipe(
  { lines, wipes }: WipeSources,
  key: WipeKey,
  caller: Caller,
): Promise<Wipe> {
  const wipe = await wipes.read(key);
  if (wipe === undefined || !(await maySee(lines, wipe, caller)))
    throw new ProblemError('wipe-not-found');
  return wipe;
}

async function maySee(
  lines: WipeSources['lines'],
  wipe: Wipe,
  { role, account, shop }: Caller,
): Promise<boolean> {
  switch (role) {
    case 'subscriber':
      if (account === undefined || wipe.account !== account) return false;
      return (await lines.owned(wipe.lineId, account)) !== undefined;
    case 'shop':
      return isOfShop(wipe, shop);
    case 'ops':
      return true;
    case 'approver':
      // What is theirs to decide on is shown to them as such.
      return false;
  }
}

/** Whether a wipe was asked for in this shop. */
export const isOfShop = ({ visit }: Wipe, shop: string | undefined) =>
  visit !== undefined && visit.shop === shop;
