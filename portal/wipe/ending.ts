/** How a wipe ended, as a page tells it: which words, in which tone, and what somebody can do next. */
import type { ShownWipe } from './steps.ts';

export type EndName =
  | 'erased'
  | 'unconfirmed'
  | 'failed'
  | 'refused'
  | 'rejected'
  | 'cancelled'
  /** By operations, together with many others. */
  | 'withdrawn'
  | 'deadline'
  | 'approval-lapsed';

/** What a person can do after an end. */
export type NextStep = 'record' | 'again' | 'shop' | 'google' | 'line' | 'passwords';

export interface Ending {
  readonly name: EndName;
  /** Of the note that says so. */
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  readonly next: readonly NextStep[];
}

/** Undefined while it is open. */
export function endingOf(wipe: ShownWipe): Ending | undefined {
  const { state, reason } = wipe;
  switch (state) {
    case 'erased':
      return { name: 'erased', tone: 'success', next: ['record', 'line', 'passwords'] };
    case 'unconfirmed':
      return {
        name: 'unconfirmed',
        tone: 'warning',
        next: ['google', 'shop', 'record', 'passwords'],
      };
    case 'failed':
      return {
        name: 'failed',
        tone: 'error',
        next: ['again', 'google', 'shop', 'record', 'passwords'],
      };
    case 'refused':
      return { name: 'refused', tone: 'error', next: nextAfterRefusal(reason) };
    case 'rejected':
      return { name: 'rejected', tone: 'error', next: ['again', 'shop', 'record'] };
    case 'cancelled':
      return isWithdrawn(wipe)
        ? { name: 'withdrawn', tone: 'warning', next: ['again', 'record'] }
        : { name: 'cancelled', tone: 'info', next: ['again', 'record'] };
    case 'expired':
      return reason === 'approval-lapsed'
        ? { name: 'approval-lapsed', tone: 'warning', next: ['again', 'shop', 'record'] }
        : {
            name: 'deadline',
            tone: 'warning',
            next: ['again', 'google', 'shop', 'record', 'passwords'],
          };
    default:
      return undefined;
  }
}

/**
 * Why it failed, was refused or ran out, in the words for the codes of `functions/contract/end-reasons.ts`; undefined of
 * any other state.
 */
export function whyEnded(
  { state, reason = 'other' }: Pick<ShownWipe, 'state' | 'reason'>,
  words: Readonly<Record<string, string>>,
): string | undefined {
  if (state !== 'failed' && state !== 'refused' && state !== 'expired') return undefined;
  return words[reason] ?? words['other'];
}

function nextAfterRefusal(reason: string | undefined): readonly NextStep[] {
  return reason === 'ownership-changed' ? ['shop', 'record'] : ['again', 'shop', 'record'];
}

const isWithdrawn = ({ timeline }: ShownWipe) =>
  timeline.some(({ type, detail }) => type === 'cancelled' && detail?.['withdrawn'] === true);

/** Whether somebody said, by the link in a message, that the request was not theirs. */
export const isContested = ({ timeline }: ShownWipe): boolean =>
  timeline.some(({ type }) => type === 'contested');
