/** Which acts an operator is offered on a wipe, and why not where one is not: as the service decides it. */
import type * as z from 'zod/mini';
import { hasEnded } from '#domain/wipe/states.ts';
import type { OperationsWipeView } from '#functions/contract/ops-bodies.ts';
import { ACTS, type Act } from '../api/service.ts';

type Wipe = Pick<
  z.infer<typeof OperationsWipeView>,
  'state' | 'onHold' | 'settled' | 'cancellation'
>;

/** A key of the words that say it. */
export type WhyNot = 'ended' | 'erasing' | 'on-hold' | 'not-on-hold' | 'not-waiting' | 'settled';

export const offeredOn = (wipe: Wipe): readonly (readonly [Act, WhyNot | undefined])[] =>
  ACTS.map((act) => [act, whyNot(act, wipe)]);

function whyNot(act: Act, { state, onHold, settled }: Wipe): WhyNot | undefined {
  if (act === 'redrive') return settled ? 'settled' : undefined;
  if (hasEnded(state)) return 'ended';
  if (state === 'accepted') return 'erasing';
  switch (act) {
    case 'hold':
      return onHold ? 'on-hold' : undefined;
    case 'release':
      return onHold ? undefined : 'not-on-hold';
    case 'notify':
      return state === 'waiting-for-handset' ? undefined : 'not-waiting';
  }
}
