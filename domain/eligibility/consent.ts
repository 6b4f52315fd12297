/** Which warnings a person has yet to consent to, by name. */
import type { Eligibility } from './engine.ts';
import type { ReasonCode } from './texts.ts';

/** The warnings in force that the consents do not name. */
export function missingConsents(
  { warnings }: Eligibility,
  consents: readonly string[],
): ReasonCode[] {
  return warnings.filter((code) => !consents.includes(code));
}

/**
 * What may come up after a request without stopping it: a person who has asked for a wipe goes on to suspend the
 * line (A25).
 */
const NEVER_STOPPING: readonly ReasonCode[] = ['W_LINE_SUSPENDED'];

/** The warnings that stop a wipe which was asked for before they came up. */
export function stoppingWarnings(
  eligibility: Eligibility,
  consents: readonly string[],
): ReasonCode[] {
  return missingConsents(eligibility, consents).filter((code) => !NEVER_STOPPING.includes(code));
}
