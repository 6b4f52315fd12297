/** The figures that alarms and metrics are made of. */
import { heldSince } from '#domain/wipe/held-since.ts';
import { DAY, HOUR } from '#domain/wipe/settings.ts';
import { findWipes, STUCK_AFTER } from './find-wipes.ts';
import { countDue, EVER, type HealthTools } from './health.ts';

export interface Figures {
  /** Wipes that are not settled. */
  readonly open: number;
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
  const open = await countDue(tools, EVER);
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
  const more = !open.complete || !overdue.complete || held.next !== undefined;
  return { open: open.wipes, stuck: overdue.wipes, heldLong: long.length, more };
}
