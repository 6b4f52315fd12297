/** What a simulated handset is made of. */
import type { Statement } from '#domain/protocol/enrolment.ts';
import type { PrivateJwk } from '#domain/protocol/signature.ts';
import type { NetworkClock } from './clock.ts';
import type { HandsetEvent } from './events.ts';
import type { InboxFeed } from './inbox-feed.ts';
import type { Turnstile } from './turnstile.ts';

/** Pauses, all in milliseconds. */
export interface Times {
  /** Before the second claim; doubled before each further one. */
  readonly claimAgain: number;
  /** How long the connection stays after "nothing waits". */
  readonly linger: number;
  /** Before the second try to enrol or to deliver the last report; doubled before each further one. */
  readonly tryAgain: number;
  /** How long to wait for the one-time code. */
  readonly code: number;
  /** How long a storage takes to be erased. */
  readonly erase: number;
  /** How long a handset takes to boot after its reset. */
  readonly boot: number;
  /** Most by which the claim after a regained network is put off, so that a whole cell does not claim at once. */
  readonly jitter: number;
}

export const USUAL_TIMES: Times = {
  claimAgain: 10_000,
  linger: 30_000,
  tryAgain: 15_000,
  code: 60_000,
  erase: 400,
  boot: 2_000,
  jitter: 2_000,
};

export interface HandsetOptions {
  /** The handset's folder; made when it is missing. */
  readonly dir: string;
  /** The SIM's number in national form, `0…`. */
  readonly number: string;
  readonly model: string;
  readonly sim?: Statement['sim'];
  readonly preset?: Statement['preset'];
  readonly software?: string;
  readonly app?: string;
  /** Base address of the HTTP API. */
  readonly api: string;
  readonly inbox: InboxFeed;
  readonly clock?: NetworkClock;
  /** Each `name` or `name:value`. */
  readonly faults?: readonly string[];
  /** Whether a blank handset enrols again by itself; the first enrolment always happens. Default true. */
  readonly enrolAgain?: boolean;
  /** Whether it claims only when it is woken or told to, and not by itself at boot. Default false. */
  readonly asleep?: boolean;
  /** Whether it registers for push. Default true. */
  readonly push?: boolean;
  /** Whether a new handset has an SD card in. Default true. */
  readonly sdCard?: boolean;
  /** Signs the attestation of a reset by hand. */
  readonly platformKey?: PrivateJwk;
  /** Shared by the handsets of a process. */
  readonly turnstile?: Turnstile;
  readonly times?: Partial<Times>;
  readonly tell?: (event: HandsetEvent) => void;
}
