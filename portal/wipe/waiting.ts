/** What an open wipe waits for, in the words that are true of it. */
import type { ShownWipe } from './steps.ts';

export type Waiting =
  | 'checking'
  | 'approval'
  | 'pause'
  | 'governor'
  | 'operator'
  | 'suspension'
  | 'held'
  | 'handset'
  | 'command'
  | 'wished'
  | 'erasing';

/** Undefined once it has ended. */
export function waitingOf({
  state,
  heldFor,
  cancellation,
}: Pick<ShownWipe, 'state' | 'heldFor' | 'cancellation'>): Waiting | undefined {
  switch (state) {
    case 'requested':
      return 'checking';
    case 'awaiting-approval':
      return 'approval';
    case 'held':
      return heldFor ?? 'held';
    case 'waiting-for-handset':
      return 'handset';
    case 'issued':
      return cancellation === 'wished' ? 'wished' : 'command';
    case 'accepted':
      return 'erasing';
    default:
      return undefined;
  }
}
