/** What kind of device a model is, as far as the service's scope goes (R3, R27, R32, R33). */
import { KIDS } from './conditions.ts';
import type { EligibilityFacts, ModelFacts } from './facts.ts';

export type Device =
  | 'apple'
  | 'kids-excluded'
  | 'out-of-scope'
  /** Not known to be covered: the list of supported models does not have it, or has it as not supported. */
  | 'unlisted'
  | 'covered';

/** Which device the facts are about. */
export function deviceOf({ model, handset, line }: EligibilityFacts): Device {
  if (isApple(model)) return 'apple';
  if (isKids(model)) return kidsDevice(model);
  const { kind, supported } = model;
  const cannot = supported === 'no' || handset?.app === 'no';
  if (kind === 'other' || kind === 'imode_keitai') return 'out-of-scope';
  // A keitai without the app is one for i-mode.
  if (kind === 'keitai') return cannot ? 'out-of-scope' : 'covered';
  if (kind === 'unknown' || supported === 'no') return 'unlisted';
  // On ahamo the plan's own rule says so (A14).
  return handset?.app === 'no' && line.plan !== 'ahamo' ? 'unlisted' : 'covered';
}

function kidsDevice({ code, released, supported }: ModelFacts): Device {
  if (code === KIDS.excluded) return 'kids-excluded';
  if (code === KIDS.covered) return 'covered';
  if (released !== undefined && released < KIDS.coveredSince) return 'kids-excluded';
  return supported === 'yes' ? 'covered' : 'unlisted';
}

/** Where nothing public says that a model is supported: whether it is taken for that (A1), or has to be listed first (A19). */
export function isSupportAssumed({ kind }: Pick<ModelFacts, 'kind'>): boolean {
  return kind !== 'kids_keitai';
}

/** The one that is named as not covered is a kids keitai whatever kind it is given as (R33). */
export function isKids({ code, kind }: ModelFacts): boolean {
  return kind === 'kids_keitai' || code === KIDS.excluded;
}

/** iPhone and iPad are named in the conditions, whatever kind they are given as (R27). */
export function isApple({ code, kind }: ModelFacts): boolean {
  return kind === 'iphone' || kind === 'ipad' || /^i(phone|pad)/i.test(code);
}

/** Whether it is one of the devices for which Google has a service of its own (R37). */
export function isAndroid(model: ModelFacts): boolean {
  if (isApple(model) || isKids(model)) return false;
  return model.kind === 'smartphone' || model.kind === 'tablet';
}

/** Whether nothing tells what device it is. */
export function isUnknown(model: ModelFacts): boolean {
  return model.kind === 'unknown' && !isApple(model) && !isKids(model);
}
