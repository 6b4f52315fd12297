/** Which messages to people a wipe's story calls for, and which of them are still to be sent. */
import { MINUTE } from './settings.ts';
import { hasEnded } from './states.ts';
import type { Wipe } from './wipe.ts';

/** What the owner is told of, by the names that the audit has for them; `ended` stands for every end. */
export const OWNER_NEWS = ['requested', 'command-issued', 'cancel-requested', 'ended'] as const;

/** Who hears which: the owner, those who may approve, or operations. */
export type News =
  | { readonly to: 'owner'; readonly event: (typeof OWNER_NEWS)[number] }
  | { readonly to: 'approvers'; readonly event: 'approval-asked' }
  | { readonly to: 'operations'; readonly event: 'contested' };

export type Message = News & {
  /** What marks it on the wipe once it was sent. */
  readonly key: string;
  /** When there was first something to tell, epoch milliseconds. */
  readonly since: number;
};

/** How long a message may be under way before it is taken for lost and announced again; from then on ever more rarely. */
export const TELL_GRACE = 10 * MINUTE;

/**
 * The messages that a wipe as it is now calls for, oldest first: at most one of each kind, so that their marks cannot
 * grow without bound. What nobody has any use for is left out: a wish to cancel once its answer is known, a question
 * that was answered, the end that late proof corrected.
 */
export function messagesOf(wipe: Wipe): Message[] {
  const { requestedAt, commands, cancelRequestedAt, contestedAt } = wipe;
  const ended = hasEnded(wipe.state);
  const candidates: (Message | undefined)[] = [
    message({ to: 'owner', event: 'requested' }, requestedAt),
    isUndecided(wipe)
      ? message({ to: 'approvers', event: 'approval-asked' }, entered(wipe)?.at)
      : undefined,
    message({ to: 'owner', event: 'command-issued' }, commands[0]?.issuedAt),
    ended ? undefined : message({ to: 'owner', event: 'cancel-requested' }, cancelRequestedAt),
    ended ? endOf(wipe) : undefined,
    message({ to: 'operations', event: 'contested' }, contestedAt),
  ];
  return candidates
    .filter((each) => each !== undefined)
    .toSorted((one, other) => one.since - other.since);
}

/** Those that were not marked as sent. */
export function untold(wipe: Wipe): Message[] {
  return messagesOf(wipe).filter(({ key }) => !wipe.messages.includes(key));
}

/** Those that were announced long enough ago to be taken for lost. */
export function lost(wipe: Wipe, now: number): Message[] {
  return untold(wipe).filter(({ since }) => now >= since + TELL_GRACE);
}

/** The marks with one more; the list as it is where it has it. */
export function marked(wipe: Wipe, { key }: Message): Wipe['messages'] {
  return wipe.messages.includes(key) ? wipe.messages : [...wipe.messages, key];
}

const message = (news: News, since: number | undefined): Message | undefined =>
  since === undefined ? undefined : { ...news, key: news.event, since };

/** The mark of an end, which event `n` brought. Each has its own: late proof is told again. */
export const endKey = (n: number) => `ended:${n}`;

function endOf(wipe: Wipe): Message | undefined {
  const event = entered(wipe);
  return event && { to: 'owner', event: 'ended', key: endKey(event.n), since: event.at };
}

const isUndecided = ({ state, approval }: Wipe) =>
  state === 'awaiting-approval' && approval?.approvedBy === undefined;

/** The event that brought the wipe into its present state. */
const entered = ({ events, state }: Wipe) =>
  events.findLast(({ from, to }) => to === state && from !== state);
