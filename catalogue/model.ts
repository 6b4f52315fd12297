/**
 * What the catalogue says of a device model, and the words that it says it in. Models that the service's conditions name
 * are theirs to list (`domain/eligibility/conditions.ts`).
 */

export const KINDS = ['smartphone', 'tablet', 'keitai', 'kids_keitai', 'iphone', 'ipad'] as const;
export const KNOWN = ['yes', 'no', 'unknown'] as const;
/** `none`: it is known that there is none. */
export const MARKS = ['none', 1, 2, 3, 'unknown'] as const;
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
  /** Which of ※1 to ※3 the carrier's list puts at it (A2). */
  readonly mark: (typeof MARKS)[number];
  /** `unknown`: nothing public says it; what that is taken for is the rules' matter (A1, A19). */
  readonly supported: (typeof KNOWN)[number];
  /** Where all this is from. */
  readonly source: string;
  /** Of name and month. */
  readonly confidence: (typeof CONFIDENCES)[number];
}

/** What else makers are called, by the name that models have of them. */
export type MakerNames = Readonly<Record<string, readonly string[]>>;

/** A model's code, and its name with its maker. */
export type ModelName = readonly [code: string, name: string];

/** What eligibility rests on: a model without what only people read. */
export type JudgedModel = Pick<Model, 'code' | 'kind' | 'released' | 'mark' | 'supported'>;

/** What holds where nothing is known. */
export const UNKNOWN = {
  mark: 'unknown',
  supported: 'unknown',
} as const satisfies Partial<Model>;

/** Judged models as functions carry them: those that differ in code and month only, and what is not `unknown`. */
export type AlikeModels = Omit<JudgedModel, 'code' | 'released' | keyof typeof UNKNOWN> &
  Partial<Pick<JudgedModel, keyof typeof UNKNOWN>> & {
    readonly models: readonly (readonly [code: string, released: string])[];
  };
