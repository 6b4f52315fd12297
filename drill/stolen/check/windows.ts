/** Counts of wipes in aligned windows, as a checker counts them: from the wipes' own audit, not from the governor. */
import { DAY, HOUR, MINUTE } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { LimitShown } from '../evidence.ts';

const LENGTH = { '5min': 5 * MINUTE, hour: HOUR, day: DAY } as const;
/** By how much clocks in Japan are ahead: a day begins there. */
const JAPAN = 9 * HOUR;

/** The start of the window that an instant lies in, epoch milliseconds. */
export function startOf(window: LimitShown['window'], at: number): number {
  const length = LENGTH[window];
  return Math.floor((at + JAPAN) / length) * length - JAPAN;
}

/** When a wipe was first let out to its handset. */
export const letOutAt = ({ events }: Wipe): number | undefined =>
  events.find(({ to }) => to === 'waiting-for-handset')?.at;

/** When it first had to wait for room in the total. */
export const queuedAt = ({ events }: Wipe): number | undefined =>
  events.find(({ type, detail }) => type === 'held' && detail?.['heldFor'] === 'governor')?.at;

/** Whether a command of it ever went out. */
export const reached = ({ commands }: Wipe): boolean => commands.length > 0;

export interface Count {
  /** Whose wipes count together. */
  readonly scope: string;
  readonly startsAt: number;
  readonly wipes: readonly Wipe[];
}

/** What counts by a limit, a group for each scope and window. */
export function countsBy(
  { rule, window }: LimitShown,
  wipes: readonly Wipe[],
  businessAccounts: readonly string[],
): Count[] {
  const groups = new Map<string, { scope: string; startsAt: number; wipes: Wipe[] }>();
  for (const wipe of wipes) {
    const isBusiness = businessAccounts.includes(wipe.account);
    const counted = countedBy(rule, wipe, isBusiness);
    if (counted === undefined) continue;
    const startsAt = startOf(window, counted.at);
    const key = `${startsAt} ${counted.scope}`;
    const group = groups.get(key) ?? { scope: counted.scope, startsAt, wipes: [] };
    group.wipes.push(wipe);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Clerks, shops and accounts are counted when they ask, but only what reached a handset was their doing. */
function countedBy(
  rule: LimitShown['rule'],
  wipe: Wipe,
  isBusiness: boolean,
): { scope: string; at: number } | undefined {
  if (rule === 'total') {
    const at = letOutAt(wipe);
    return at === undefined ? undefined : { scope: 'total', at };
  }
  const scope = scopeOf(rule, wipe, isBusiness);
  return scope === undefined || !reached(wipe) ? undefined : { scope, at: wipe.requestedAt };
}

function scopeOf(
  rule: Exclude<LimitShown['rule'], 'total'>,
  { channel, requestedBy, visit, account }: Wipe,
  isBusiness: boolean,
): string | undefined {
  switch (rule) {
    case 'clerk':
      return channel === 'shop' ? requestedBy : undefined;
    case 'shop':
      return visit?.shop;
    case 'account':
      return channel === 'web' && !isBusiness ? account : undefined;
    case 'business':
      return channel === 'web' && isBusiness ? account : undefined;
  }
}
