/** What a benchmark section is: a name, what it measures, and a run that answers rows. */

/** One measured figure. */
export interface Row {
  readonly name: string;
  readonly value: number;
  /** `ms`, `bytes`, `calls`, … */
  readonly unit: string;
  /** What the value is held against, measured in the same run and unit. */
  readonly floor?: number;
  /** Where it was measured pair by pair; else it is value over floor. */
  readonly ratio?: number;
  /** What must be reached: by the ratio to the floor where there is one, by the value otherwise. */
  readonly target?: Target;
}

export type Target = { readonly most: number } | { readonly least: number };

export interface RunOptions {
  /** Fewer repeats, for a look. */
  readonly quick: boolean;
  /** `npm test` too, which takes minutes. */
  readonly tests: boolean;
  /** One line on how far it is. */
  readonly tell: (line: string) => void;
}

export interface Section {
  readonly name: string;
  /** One sentence. */
  readonly measures: string;
  run(options: RunOptions): Promise<readonly Row[]>;
}
