/** Turns what is stored of a line, its handset and its model into the facts that eligibility is judged on. */
import { findModel } from '#catalogue/catalogue.ts';
import type {
  Applicant,
  EligibilityFacts,
  HandsetFacts,
  ModelFacts,
} from '#domain/eligibility/facts.ts';
import { japanDay } from '#domain/eligibility/japan-day.ts';
import type { Enrolment } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';

/** What is judged. `enrolment` is undefined where the line has no handset; then `lastModel` is what it last had. */
export interface Subject {
  readonly line: Line;
  readonly enrolment: Enrolment | undefined;
  readonly lastModel?: string | undefined;
  readonly applicant: Applicant;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function factsOf({ line, enrolment, lastModel, applicant, now }: Subject): EligibilityFacts {
  return {
    date: japanDay(now),
    line: {
      plan: line.plan,
      isSuspended: line.status === 'suspended',
      walletLock: line.locks.wallet,
    },
    applicant,
    model: modelFacts(enrolment?.model ?? lastModel ?? ''),
    handset: enrolment && handsetFacts(enrolment),
  };
}

/** A model that the catalogue does not have. */
const UNLISTED = {
  kind: 'unknown',
  released: undefined,
  mark: 'unknown',
  supported: 'unknown',
} as const;

function modelFacts(code: string): ModelFacts {
  return findModel(code) ?? { ...UNLISTED, code };
}

/** How the carrier's model codes are built; a device that it sells under its maker's name has none. */
const CARRIER_CODE = /^[A-Za-z]{1,2}-[0-9]{2}[A-Z]$/;
const ANDROID = /\bAndroid[ /]([0-9]{1,3})(?:\.([0-9]{1,3}))?/i;

function handsetFacts({ model, sim, preset, software }: Enrolment): HandsetFacts {
  const [, major, minor = '0'] = ANDROID.exec(software) ?? [];
  return {
    sim,
    preset,
    // Which software brings what the conditions ask for is not public (A7).
    update: 'unknown',
    // Only the app enrols. That it came with the device is taken for granted of the carrier's own models.
    app: CARRIER_CODE.test(model) ? 'yes' : 'unknown',
    android: major === undefined ? undefined : [Number(major), Number(minor)],
  };
}

/** Who asked for a wipe: by a page with the second factor that a request needs, or in a shop with what the clerk saw. */
export function applicantOfWipe({ channel, visit }: Pick<Wipe, 'channel' | 'visit'>): Applicant {
  if (channel === 'web') return { channel, secondFactor: 'usable' };
  const hasDocuments = visit !== undefined && visit.documents.length > 0;
  return { channel, hasDocuments, hasReservation: visit?.reservation === true };
}
