/** The figures that alarms are set on. */
import { heldSince } from '#domain/wipe/held-since.ts';
import { DAY, HOUR } from '#domain/wipe/settings.ts';
import { findWipes, STUCK_AFTER } from './find-wipes.ts';
import { countDue, type HealthTools } from './health.ts';

export interface Figures {
  /** Open wipes that have been due for five minutes and longer. */
  readonly stuck: number;
  /** Wipes that have been kept back for more than an hour. */
  readonly heldLong: number;
  /** Whether there may be more of them than were looked at. */
  readonly more: boolean;
}

/** A wipe waits for a year at most, so none is held for longer. */
const LONGEST = 366 * DAY;
const MOST_READ = 50;

export async function figuresOf(tools: HealthTools): Promise<Figures> {
  const now = tools.now();
  const overdue = await countDue(tools, now - STUCK_AFTER);
  // Whatever was asked for later than an hour ago cannot be held for an hour.
  const search = {
    state: ['held' as const],
    from: now - LONGEST,
    to: now - HOUR,
    limit: MOST_READ,
  };
  const held = await findWipes(tools, search, undefined);
  const read = await Promise.all(held.rows.map((row) => tools.wipes.read(row)));
  const long = read.filter((wipe) => wipe && (heldSince(wipe) ?? now) <= now - HOUR);
  const more = !overdue.complete || held.next !== undefined;
  return { stuck: overdue.wipes, heldLong: long.length, more };
}
