/** Ratios of figures to their floors, and whether targets are met. */
import type { Row, Target } from './section.ts';

/** A row with what follows from it. */
export interface JudgedRow extends Row {
  /** Absent where there is no target. */
  readonly met?: boolean;
}

export function judge(row: Row): JudgedRow {
  const { value, floor, target } = row;
  const ratio = row.ratio ?? (floor === undefined ? undefined : value / floor);
  return {
    ...row,
    ...(ratio !== undefined && { ratio }),
    ...(target && { met: isMet(ratio ?? value, target) }),
  };
}

const isMet = (figure: number, target: Target) =>
  'most' in target ? figure <= target.most : figure >= target.least;

/** The middle one, or the mean of the two in the middle. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** The value that a share (0 to 1) of all does not exceed (nearest rank). NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
