/** What a handset tells about itself: events with names, and the same as one line for people. */

/** Every event and how a person would say it. */
const EVENTS = {
  on: 'is switched on',
  off: 'is switched off',
  'network-on': 'has network again',
  'network-off': 'has lost its network',
  online: 'is connected',
  offline: 'has hung up',
  unreachable: 'cannot reach the service',
  enrolled: 'is enrolled',
  'enrol-failed': 'could not enrol',
  renewed: 'has a new certificate',
  'renew-failed': 'could not renew its certificate',
  'wake-up': 'was woken',
  notice: 'got a notice',
  'sim-changed': 'has another SIM',
  claimed: 'claims',
  nothing: 'is told that nothing waits',
  unreadable: 'got what it cannot read',
  command: 'received a command',
  ignored: 'ignores the command',
  refused: 'refuses the command',
  accepted: 'accepts the command: no way back',
  'sd-done': 'is done with its SD card',
  erased: 'has erased its internal storage',
  failed: 'could not erase its internal storage',
  reset: 'was reset by hand',
  'key-destroyed': 'has destroyed its enrolment key',
  blank: 'is blank',
  trouble: 'is in trouble',
} as const;
export type EventName = keyof typeof EVENTS;

/** Never a number in full, a key, a code or a token. */
export type EventDetail = Readonly<Record<string, string | number | boolean>>;

export interface HandsetEvent {
  /** RFC 3339, on the network's clock. */
  readonly at: string;
  /** The last four digits of its number. */
  readonly handset: string;
  readonly event: EventName;
  readonly [detail: string]: string | number | boolean;
}

/** The event as one line for a person to read. */
export function describeEvent({ at, handset, event, ...detail }: HandsetEvent): string {
  const more = Object.entries(detail).map(([name, value]) => ` ${name}=${value}`);
  return `${at.slice(11, 19)} …${handset} ${EVENTS[event]}${more.join('')}`;
}
