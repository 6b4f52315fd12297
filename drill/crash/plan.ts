/** The plan of a crash drill: who is killed, what is asked, what breaks. All of it comes from the seed. */
import { STEPS } from '#handset/faults.ts';
import type { Chance } from '../chance.ts';

/** Processes of handsets, and how many handsets are in each. */
export const CREWS = 3;
export const CREW_SIZE = 4;
export const HANDSETS = CREWS * CREW_SIZE;

/** All times in real milliseconds. */
export interface SystemKill {
  /** From the moment it is up. */
  readonly after: number;
  /** Killed again so long after each of the next starts began, whether it is up by then or not. */
  readonly starting: readonly number[];
}

export interface CrewKill {
  /** From the kill before. */
  readonly after: number;
  readonly crew: number;
  /** The step of an erase or a claim at which the process dies, where it is not to be any moment. */
  readonly atStep?: (typeof STEPS)[number];
  /** How long its handsets have no power. */
  readonly down: number;
}

export interface KillPlan {
  readonly system: readonly SystemKill[];
  readonly crews: readonly CrewKill[];
}

/** So many kills in all. Those of the system cost a restart, so they are the smaller part. */
export function planKills(chance: Chance, kills: number): KillPlan {
  const ofSystem = Math.ceil(kills * 0.4);
  const system: SystemKill[] = [];
  for (let left = ofSystem; left > 0; ) {
    const starting = chance.percent(35) && left > 1 ? [chance.between(0, 4_000)] : [];
    system.push({ after: chance.between(300, 4_000), starting });
    left -= 1 + starting.length;
  }
  const crews = Array.from({ length: kills - ofSystem }, () => ({
    after: chance.between(200, 4_000),
    crew: chance.between(0, CREWS - 1),
    ...(chance.percent(40) && { atStep: chance.pick(STEPS) }),
    down: chance.between(0, 3_000),
  }));
  return { system, crews };
}

/** What somebody or something does while processes die. `handset` counts from 0. */
export type Act = { readonly pause: number; readonly handset: number } & (
  | {
      readonly does: 'request';
      readonly deadlineDays?: number;
      /** Two requests of two keys at once. */
      readonly twice: boolean;
      /** Milliseconds until it is cancelled, where it is. */
      readonly cancelAfter?: number;
      /** Whether the person asks again where no answer came. */
      readonly persistent: boolean;
    }
  | { readonly does: 'repeat' }
  | { readonly does: 'fault'; readonly fault: string; readonly lasts: number }
  | { readonly does: 'network-off' | 'off'; readonly lasts: number }
  | { readonly does: 'claim' | 'renew' | 'reset' }
  | { readonly does: 'clock'; readonly minutes: number }
);

const FAULTS = [
  'lose-report:accepted',
  'lose-report:sd-done',
  'lose-report:erased',
  'double-report:accepted',
  'double-report:erased',
  'double-command',
  'sd-fails',
  'internal-fails',
  'claim-and-vanish',
  'silent',
  'refuse:expired',
  'refuse:malformed',
  'wrong-clock:-86400000',
  'claim-for-ever:500',
] as const;

const WEIGHTS = {
  request: 44,
  repeat: 12,
  fault: 14,
  'network-off': 8,
  off: 8,
  claim: 4,
  renew: 4,
  reset: 2,
  clock: 4,
} as const;

/** More than an hour: a line gets three codes for enrolling in one. */
const HOUR_AND_MORE = 65;

/** Acts without an end, to be taken one after the other. */
export function* planActs(chance: Chance): Generator<Act, never> {
  for (;;) yield act(chance);
}

function act(chance: Chance): Act {
  const common = { pause: chance.between(50, 500), handset: chance.between(0, HANDSETS - 1) };
  const does = chance.weighted(WEIGHTS);
  const lasts = chance.between(500, 8_000);
  switch (does) {
    case 'request':
      return {
        ...common,
        does,
        ...(chance.percent(10) && { deadlineDays: 1 }),
        twice: chance.percent(15),
        ...(chance.percent(30) && { cancelAfter: chance.between(0, 2_500) }),
        persistent: chance.percent(85),
      };
    case 'fault':
      return { ...common, does, fault: chance.pick(FAULTS), lasts };
    case 'network-off':
    case 'off':
      return { ...common, does, lasts };
    case 'clock':
      return {
        ...common,
        does,
        minutes: chance.percent(50) ? HOUR_AND_MORE : chance.between(1, 4),
      };
    default:
      return { ...common, does };
  }
}

/** The handsets that stay off at the end until every deadline has passed. */
export function planAbsent(chance: Chance): number[] {
  return [...new Set([chance.between(0, HANDSETS - 1), chance.between(0, HANDSETS - 1)])];
}
