/** What eligibility is judged on. */
export interface EligibilityFacts {
  /** The model as the catalogue knows it; undefined when it does not. */
  readonly model: ModelFacts | undefined;
  /** How the SIMs were used when last reported. */
  readonly sim: 'nano' | 'esim' | 'dual' | 'unknown';
}

export interface ModelFacts {
  readonly code: string;
  readonly kind: 'smartphone' | 'tablet' | 'keitai' | 'kids_keitai' | 'iphone' | 'ipad';
}
