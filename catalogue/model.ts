/** What the catalogue says of a device model, and the words that it says it in. */

export const KINDS = ['smartphone', 'tablet', 'keitai', 'kids_keitai', 'iphone', 'ipad'] as const;
export const KNOWN = ['yes', 'no', 'unknown'] as const;
export const CONFIDENCES = ['high', 'medium', 'low'] as const;

export interface Model {
  /** The carrier's model code, or the name where it gives none. */
  readonly code: string;
  readonly name: string;
  readonly maker: string;
  readonly kind: (typeof KINDS)[number];
  /** Month of first sale by the carrier, Japan time, as `2017-04` (A9). */
  readonly released: string;
  readonly dualSim: (typeof KNOWN)[number];
  /** Whether it can be wiped while only its eSIM is in use; `no` is a closed list (R25). */
  readonly esimOnlyWipe: 'no' | 'unknown';
  /** Which of ※1 to ※3 the carrier's list puts at it; absent where none is known (A2). */
  readonly mark?: 1 | 2 | 3;
  /** The day from which it does not work properly without its latest software (R44), Japan time. */
  readonly needsUpdateSince?: string;
  /** `unknown`: nothing public says it, so support is assumed (A1). */
  readonly supported: (typeof KNOWN)[number];
  /** Where all this is from. */
  readonly source: string;
  /** Of name and month. */
  readonly confidence: (typeof CONFIDENCES)[number];
}

/** What eligibility rests on: a model without what only people read. */
export type JudgedModel = Omit<Model, 'name' | 'maker' | 'source' | 'confidence'>;

/** What holds where nothing is known. */
export const UNKNOWN = {
  dualSim: 'unknown',
  esimOnlyWipe: 'unknown',
  supported: 'unknown',
} as const satisfies Partial<Model>;

/** Judged models as functions carry them: those that differ in code and month only, and what is not `unknown`. */
export type AlikeModels = Omit<JudgedModel, 'code' | 'released' | keyof typeof UNKNOWN> &
  Partial<Pick<JudgedModel, keyof typeof UNKNOWN>> & {
    readonly models: readonly (readonly [code: string, released: string])[];
  };
