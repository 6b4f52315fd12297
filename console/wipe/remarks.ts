/** What is unusual about a wipe: worth being said before anything else. */
import type * as z from 'zod/mini';
import type { OperationsWipeView } from '#functions/contract/ops-bodies.ts';

type Wipe = z.infer<typeof OperationsWipeView>;

const REMARKS = ['broken', 'stuck', 'contested', 'cardLeft', 'held', 'holdAhead'] as const;
export type Remark = (typeof REMARKS)[number];

const isHeld = ({ state, heldFor }: Wipe) => state === 'held' && heldFor !== undefined;

const CARD_LEFT: readonly string[] = ['failed', 'unknown'];

const IS_SO: Readonly<Record<Remark, (wipe: Wipe) => boolean>> = {
  broken: ({ chain }) => !chain.intact,
  stuck: ({ stuck, nextTryAt }) => stuck && nextTryAt !== undefined,
  contested: ({ contestedAt }) => contestedAt !== undefined,
  // It is called erased all the same: what was on the card may be in somebody else's hands.
  cardLeft: ({ state, storages }) =>
    state === 'erased' &&
    storages.some(({ kind, result }) => kind === 'sd' && CARD_LEFT.includes(result)),
  held: isHeld,
  holdAhead: (wipe) => wipe.onHold && !isHeld(wipe),
};

/** What is to be said of a wipe, gravest first. */
export const remarksOn = (wipe: Wipe): readonly Remark[] =>
  REMARKS.filter((remark) => IS_SO[remark](wipe));
