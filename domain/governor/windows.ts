/** The windows in which wipes are counted: of a fixed length and aligned, so that all who count meet in the same one. */
import { JAPAN_AHEAD } from '../eligibility/japan-day.ts';
import { DAY, HOUR, MINUTE } from '../wipe/settings.ts';

/** Length in milliseconds, and how much of the ISO time of its start names a window. */
const KINDS = {
  '5min': { length: 5 * MINUTE, digits: 16 },
  hour: { length: HOUR, digits: 13 },
  day: { length: DAY, digits: 10 },
} as const;

export type WindowKind = keyof typeof KINDS;
export const WINDOW_KINDS = ['5min', 'hour', 'day'] as const satisfies readonly WindowKind[];

export interface Window {
  /** `day 2026-03-11`, `hour 2026-03-11T09`, `5min 2026-03-11T09:05`: its start as clocks in Japan show it. */
  readonly name: string;
  /** Epoch milliseconds; the window ends just before `endsAt`. */
  readonly startsAt: number;
  readonly endsAt: number;
}

/** The window of a kind that an instant, in epoch milliseconds, lies in. Days are days in Japan. */
export function windowAt(kind: WindowKind, at: number): Window {
  const { length, digits } = KINDS[kind];
  const start = Math.floor((at + JAPAN_AHEAD) / length) * length;
  const startsAt = start - JAPAN_AHEAD;
  const name = `${kind} ${new Date(start).toISOString().slice(0, digits)}`;
  return { name, startsAt, endsAt: startsAt + length };
}
