/** The load: takes the planned acts one after the other while processes die, and lets them end by themselves. */
import { setTimeout as pause } from 'node:timers/promises';
import { lineIdOf, numberOf } from '#demo/lines.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import type { Crew } from './crew.ts';
import type { Customers } from './customer.ts';
import type { Lives } from './lives.ts';
import { type Act, CREW_SIZE } from './plan.ts';
import type { SystemUnderDrill } from './system.ts';

export interface Site {
  readonly system: SystemUnderDrill;
  readonly crews: readonly Crew[];
  readonly lives: Lives;
  readonly customers: Customers;
  /** Serial number of the first handset's line. */
  readonly firstSerial: number;
}

/** So many acts at a time: more would only wait for each other on a slow machine. */
const MOST_AT_ONCE = 24;

type Of<Does extends Act['does']> = Extract<Act, { does: Does }>;

export class Load {
  readonly #site: Site;
  /** What has begun and not ended. */
  readonly #running = new Set<Promise<void>>();
  #failure: unknown;
  #acts = 0;

  constructor(site: Site) {
    this.#site = site;
  }

  /** Takes acts until `signal` says that it is enough, and waits until all have ended. @throws what an act threw. */
  async run(acts: Iterable<Act>, signal: AbortSignal): Promise<void> {
    for (const act of acts) {
      if (signal.aborted || this.#failure !== undefined) break;
      await pause(act.pause);
      await this.#site.lives.look();
      if (this.#running.size >= MOST_AT_ONCE) await Promise.race(this.#running);
      this.#begin(act);
    }
    await Promise.all(this.#running);
    if (this.#failure !== undefined) throw this.#failure;
  }

  #begin(act: Act): void {
    this.#acts += 1;
    const running = this.#take(act)
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #take(act: Act): Promise<void> {
    const { system, customers } = this.#site;
    switch (act.does) {
      case 'request':
        return this.#request(act);
      case 'repeat':
        return customers.repeat(this.#acts);
      case 'fault':
        return this.#forAWhile(act, ['fault', 'fault'], { name: act.fault });
      case 'network-off':
        return this.#forAWhile(act, ['network-off', 'network-on']);
      case 'off':
        return this.#forAWhile(act, ['off', 'on']);
      case 'clock':
        return system.pushClock(act.minutes * MINUTE);
      case 'reset':
        return this.#reset(act);
      default:
        return tell(this.#site, act.handset, { do: act.does });
    }
  }

  async #request({ handset, twice, cancelAfter, ...wish }: Of<'request'>): Promise<void> {
    const asked = Array.from({ length: twice ? 2 : 1 }, () => askFor(this.#site, handset, wish));
    for (const wipeId of await Promise.all(asked)) {
      if (wipeId === undefined || cancelAfter === undefined) continue;
      await pause(cancelAfter);
      await this.#site.customers.cancel(wipeId);
    }
  }

  /** A person with the handset in hand. Whether the handset hears of it, it may tell nobody: it counts from here on. */
  async #reset({ handset }: Act): Promise<void> {
    const life = this.#site.lives.of(handset);
    if (life === undefined) return;
    life.resetByHand = true;
    tell(this.#site, handset, { do: 'reset' });
  }

  async #forAWhile(
    { handset, lasts }: Of<'fault' | 'off' | 'network-off'>,
    [begin, end]: readonly [string, string],
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const isFault = begin === 'fault';
    tell(this.#site, handset, { do: begin, ...more, ...(isFault && { on: true }) });
    await pause(lasts);
    tell(this.#site, handset, { do: end, ...more, ...(isFault && { on: false }) });
  }
}

/** Asks for the present life of a handset to be wiped, and answers the wipe; nothing where it has none yet. */
export async function askFor(
  { lives, customers, firstSerial }: Site,
  handset: number,
  wish: { deadlineDays?: number; persistent?: boolean } = {},
): Promise<string | undefined> {
  const life = lives.of(handset);
  if (life === undefined) return undefined;
  const serial = firstSerial + handset;
  const lastFour = numberOf(serial).slice(-4);
  return customers.request(life, { persistent: true, ...wish, lineId: lineIdOf(serial), lastFour });
}

/** Tells one handset of the drill, counted from 0, to do something. */
export function tell(
  { crews }: Pick<Site, 'crews'>,
  handset: number,
  control: { do: string; [member: string]: unknown },
): void {
  crews[Math.floor(handset / CREW_SIZE)]?.tell(control, handset % CREW_SIZE);
}
