/** A handset that is switched on: everything that is gone again when it is switched off. */
import { randomBytes } from 'node:crypto';
import type { CLAIM_TYPE } from '#domain/protocol/claim.ts';
import type { REPORT_TYPE } from '#domain/protocol/report.ts';
import { signJws } from '#domain/protocol/signature.ts';
import { Bell } from './bell.ts';
import { type NetworkClock, networkClock } from './clock.ts';
import { type HandsetDirectory, openDirectory } from './directory.ts';
import { type EnrolmentApi, enrolmentApi } from './enrolment-api.ts';
import type { EventDetail, EventName } from './events.ts';
import type { Faults } from './faults.ts';
import { type Hardware, openHardware } from './hardware.ts';
import { generateKey } from './keys.ts';
import type { Enrolled } from './life.ts';
import type { Link } from './link.ts';
import { type HandsetOptions, type Times, USUAL_TIMES } from './options.ts';
import { openStore, type Store } from './store.ts';
import { Turnstile } from './turnstile.ts';

/** What the handset is to do when it gets to it. */
export type Want = 'claim' | 'enrol' | 'renew' | 'reset';

export interface Phone {
  readonly options: HandsetOptions;
  readonly times: Times;
  readonly directory: HandsetDirectory;
  readonly hardware: Hardware;
  readonly store: Store;
  readonly faults: Faults;
  readonly clock: NetworkClock;
  readonly api: EnrolmentApi;
  readonly turnstile: Turnstile;
  /** Rung whenever anything below changed. */
  readonly bell: Bell;
  /** Aborted when the handset is switched off. */
  readonly power: AbortSignal;
  readonly wants: Set<Want>;
  readonly tell: (event: EventName, detail?: EventDetail) => void;
  number: string;
  network: boolean;
  link?: Link | undefined;
  /** Resolves once no message is being dealt with any more; never rejects. */
  receiving: Promise<unknown>;
  /** The nonce of the last claim while it has no answer, and when it was made on the monotonic clock. */
  outstanding?: { readonly nonce: string; readonly since: number } | undefined;
  /** Ends the listening for SMS and push. */
  endListening?: (() => void) | undefined;
  /** The one-time code that came by SMS. */
  code?: string | undefined;
  /** Hash of the last command refused, so that its second copy is not refused again. */
  refused?: string | undefined;
}

/** What a phone shares with the handset around it. */
export interface Surroundings {
  readonly options: HandsetOptions;
  readonly faults: Faults;
  readonly power: AbortSignal;
  readonly number: string;
  readonly network: boolean;
  readonly tell: Phone['tell'];
}

/** Reads from the disk what there is of the handset. @throws Fault `not-a-handset`. */
export async function bootPhone(around: Surroundings): Promise<Phone> {
  const { options, power } = around;
  const sdCard = (options.sdCard ?? true) && !around.faults.has('no-sd');
  const directory = await openDirectory(options.dir, { sdCard });
  const hardware = await openHardware(directory.hardware);
  const store = await openStore(directory.system);
  // Left of an enrolment whose last write a crash cut off. A proof of reset must not serve twice.
  if (store.life.state === 'enrolled' && store.life.erase === undefined) await hardware.dropProof();
  return {
    ...around,
    times: { ...USUAL_TIMES, ...options.times },
    directory,
    hardware,
    store,
    clock: options.clock ?? networkClock(),
    api: enrolmentApi(options.api, power),
    turnstile: options.turnstile ?? new Turnstile(16),
    bell: new Bell(),
    wants: new Set(),
    receiving: Promise.resolve(),
  };
}

/** The wall clock as the handset has it, epoch milliseconds. */
export function wallClock({ clock, faults }: Phone): number {
  return clock.now() + Number(faults.value('wrong-clock') ?? 0);
}

/** A fresh nonce: 128 bits. */
export const freshNonce = () => randomBytes(16).toString('base64url');

/** Signs a claim or a report with the enrolment key. */
export function signAsEnrolment(
  { faults }: Phone,
  { enrolmentKey }: Enrolled,
  typ: typeof CLAIM_TYPE | typeof REPORT_TYPE,
  payload: unknown,
): Promise<string> {
  return signJws(payload, { typ, key: faults.has('wrong-key') ? generateKey() : enrolmentKey });
}
