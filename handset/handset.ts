/** A simulated handset: real keys, real MQTT, and a real folder that it really erases. */

import { networkClock } from './clock.ts';
import { cut } from './connection.ts';
import type { EventDetail, EventName } from './events.ts';
import { Faults } from './faults.ts';
import { live } from './live.ts';
import { type HandsetOptions, USUAL_TIMES } from './options.ts';
import { bootPhone, type Phone, type Want } from './phone.ts';
import { tuneIn } from './wake-up.ts';

export interface Handset {
  /** The SIM's number in national form. */
  readonly number: string;
  readonly faults: Faults;
  /** Boots. Does nothing on a handset that is on. @throws Fault `not-a-handset`. */
  on(): Promise<void>;
  /** Cuts the power; resolves once nothing runs any more. */
  off(): Promise<void>;
  networkOn(): void;
  networkOff(): void;
  /** Takes the SIM out and puts it, or another one, in. */
  changeSim(number?: string): void;
  /** Makes it do something as soon as it can. Does nothing on a handset that is off. */
  want(want: Want): void;
}

const DAY = 86_400_000;

/** A handset that is off. */
export function createHandset(given: HandsetOptions): Handset {
  const options = { ...given, clock: given.clock ?? networkClock() };
  const faults = new Faults(options.faults);
  let number = options.number;
  let network = true;
  let running: { phone: Phone; end: Promise<void>; power: AbortController } | undefined;
  /** Going on and off, one after the other: what is told last is what it comes to. */
  let switching: Promise<void> = Promise.resolve();
  let claimedForNetworkAt = Number.NEGATIVE_INFINITY;
  let regained: NodeJS.Timeout | undefined;

  function tell(event: EventName, detail: EventDetail = {}): void {
    const at = new Date(options.clock.now()).toISOString();
    options.tell?.({ at, handset: number.slice(-4), event, ...detail });
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = switching.then(work);
    switching = done.catch(() => undefined);
    return done;
  }

  async function boot(): Promise<void> {
    if (running !== undefined) return;
    const power = new AbortController();
    const phone = await bootPhone({ options, faults, power: power.signal, number, network, tell });
    // They may have changed meanwhile.
    Object.assign(phone, { number, network });
    tell('on');
    running = { phone, power, end: live(phone) };
  }

  async function shutDown(): Promise<void> {
    if (running === undefined) return;
    const { end, phone, power } = running;
    running = undefined;
    clearTimeout(regained);
    power.abort();
    cut(phone);
    phone.bell.ring();
    await end;
    tell('off');
  }

  function want(wish: Want): void {
    if (running === undefined) return;
    const { bell, store, wants } = running.phone;
    if (wish === 'enrol' && store.life.state === 'enrolled') return;
    wants.add(wish);
    bell.ring();
  }

  function setNetwork(there: boolean): void {
    network = there;
    clearTimeout(regained);
    tell(there ? 'network-on' : 'network-off');
    if (running === undefined) return;
    running.phone.network = there;
    if (!there) cut(running.phone);
    running.phone.bell.ring();
  }

  return {
    get number() {
      return number;
    },
    faults,
    on: () => inTurn(boot),
    off: () => inTurn(shutDown),
    networkOn() {
      if (network) return;
      setNetwork(true);
      // Once a day at most: a phone at the edge of a cell loses and finds its network all day.
      if (performance.now() < claimedForNetworkAt + DAY) return;
      const { jitter } = { ...USUAL_TIMES, ...options.times };
      regained = setTimeout(() => {
        claimedForNetworkAt = performance.now();
        want('claim');
      }, Math.random() * jitter);
    },
    networkOff() {
      if (network) setNetwork(false);
    },
    changeSim(other = number) {
      number = other;
      tell('sim-changed');
      if (running === undefined) return;
      running.phone.number = other;
      tuneIn(running.phone);
      want('claim');
    },
    want,
  };
}
