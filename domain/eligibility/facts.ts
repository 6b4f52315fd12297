/** What eligibility is judged on. Nothing here is read from a clock, a table or the network. */
import type { Enrolment } from '../line/enrolment.ts';
import type { Line } from '../line/line.ts';

export interface EligibilityFacts {
  /** The day in Japan for which is judged, `2023-04-19`. */
  readonly date: string;
  readonly line: LineFacts;
  readonly applicant: Applicant;
  /** The handset's model; where none is enrolled, that of the device last known on the line. */
  readonly model: ModelFacts;
  /** What the enrolled handset reported; undefined where the line has none. */
  readonly handset: HandsetFacts | undefined;
}

export interface LineFacts {
  readonly plan: Line['plan'];
  readonly isSuspended: boolean;
  readonly walletLock: Line['locks']['wallet'] | 'unknown';
}

/** How the person asks, and what shows who it is. */
export type Applicant =
  | {
      readonly channel: 'web';
      /** `not-asked`: signed in without a second factor, which the request itself asks for. */
      readonly secondFactor: 'usable' | 'not-asked' | 'lost';
    }
  | {
      readonly channel: 'shop';
      readonly hasDocuments: boolean;
      readonly hasReservation: boolean;
    };

export const MODEL_KINDS = [
  'smartphone',
  'tablet',
  'keitai',
  'imode_keitai',
  'kids_keitai',
  'iphone',
  'ipad',
  'other',
  'unknown',
] as const;

export interface ModelFacts {
  /** The carrier's code, or the name where it gives none; empty where nothing is known of a device. */
  readonly code: string;
  /** `unknown`: the list of supported models does not have it. */
  readonly kind: (typeof MODEL_KINDS)[number];
  /** Month of first sale by the carrier, Japan time, `2017-04`; undefined where that is not known. */
  readonly released: string | undefined;
  /** Which of ※1 to ※3 the list of supported models puts at it. */
  readonly mark: 'none' | 1 | 2 | 3 | 'unknown';
  /** Nothing public says it of most models: `unknown` counts as supported (A1). */
  readonly supported: 'yes' | 'no' | 'unknown';
}

export interface HandsetFacts {
  /** How the SIMs were used when last reported. */
  readonly sim: Enrolment['sim'];
  /** The setting that old models need before they are lost. */
  readonly preset: Enrolment['preset'];
  /** Whether the latest software or OS update is on it. */
  readonly update: 'applied' | 'not_applied' | 'unknown';
  /** Whether the remote-wipe app came with it. */
  readonly app: 'yes' | 'no' | 'unknown';
  /** Version of Android, `[4, 2]`; undefined where only the model tells how old it is. */
  readonly android: readonly [major: number, minor: number] | undefined;
}
