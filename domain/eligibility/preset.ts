/** Whether a device needs the setting that old models must have before they are lost (R13, R14, A9). */
import { KIDS, PRESET_UP_TO } from './conditions.ts';
import { deviceOf } from './device.ts';
import type { EligibilityFacts } from './facts.ts';

/** `no` also where no handset is enrolled, or its device is not covered at all. */
export function presetNeed(facts: EligibilityFacts): 'yes' | 'no' | 'unknown' {
  if (facts.handset === undefined || deviceOf(facts) !== 'covered') return 'no';
  const { code, released = code === KIDS.covered ? KIDS.coveredSince : undefined } = facts.model;
  if (released === undefined) return 'unknown';
  return released <= PRESET_UP_TO ? 'yes' : 'no';
}
