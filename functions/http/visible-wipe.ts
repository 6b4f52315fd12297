/** Finds a wipe for the person who may see it: its account, while that account still owns the line. */
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { Lines } from '../store/lines.ts';
import type { WipeKey, Wipes } from '../store/wipes.ts';
import type { Person } from './person.ts';
import { ProblemError } from './problem.ts';

export interface WipeSources {
  readonly lines: Pick<Lines, 'owned'>;
  readonly wipes: Pick<Wipes, 'read'>;
}

/** @throws ProblemError `wipe-not-found`, for a foreign wipe as for a missing one. */
export async function ownWipe(
  { lines, wipes }: WipeSources,
  key: WipeKey,
  { account }: Person,
): Promise<Wipe> {
  const wipe = await wipes.read(key);
  if (wipe?.account !== account) throw new ProblemError('wipe-not-found');
  const line = await lines.owned(wipe.lineId, account);
  if (line === undefined) throw new ProblemError('wipe-not-found');
  return wipe;
}
