/** The setting that old models must have before they are lost (R13, R14, A9). */
import { KIDS, PRESET_UP_TO } from './conditions.ts';
import { judgedHandset } from './device.ts';
import type { EligibilityFacts, HandsetFacts } from './facts.ts';

/** Whether it was made, where the device needs it, or may: a model is taken for old where its month is not known. */
export function neededPreset(facts: EligibilityFacts): HandsetFacts['preset'] | undefined {
  const { code, released: told } = facts.model;
  // The conditions name its month.
  const released = code === KIDS.covered ? KIDS.coveredSince : told;
  if (released !== undefined && released > PRESET_UP_TO) return undefined;
  return judgedHandset(facts)?.preset;
}
