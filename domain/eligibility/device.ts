/** What kind of device a model is, as far as the service's scope goes (R3, R27, R32, R33). */
import { KIDS } from './conditions.ts';
import type { EligibilityFacts, HandsetFacts, ModelFacts } from './facts.ts';

export type Device =
  | 'apple'
  | 'kids-excluded'
  | 'out-of-scope'
  /** Not known to be covered: the list of supported models does not have it, or has it as not supported. */
  | 'unlisted'
  /** Of a family that is covered, but known to be without the app: nothing can run (A14). */
  | 'without-app'
  | 'covered';

/** Which device the facts are about. */
export function deviceOf({ model, handset }: Pick<EligibilityFacts, 'model' | 'handset'>): Device {
  if (isApple(model)) return 'apple';
  const hasNoApp = handset?.app === 'no';
  // A keitai without the app is one for i-mode.
  if (model.kind === 'keitai' && hasNoApp && !isKids(model)) return 'out-of-scope';
  const family = isKids(model) ? kidsFamily(model) : familyOf(model);
  return family === 'covered' && hasNoApp ? 'without-app' : family;
}

/**
 * The handset, where its device is of a family that is covered: only of such a one it matters what its model, SIMs,
 * setting, software and app are like. Undefined where it is not, and where there is no handset.
 */
export function judgedHandset(facts: EligibilityFacts): HandsetFacts | undefined {
  const device = deviceOf(facts);
  return device === 'covered' || device === 'without-app' ? facts.handset : undefined;
}

function familyOf({ kind, supported }: ModelFacts): Device {
  if (kind === 'other' || kind === 'imode_keitai') return 'out-of-scope';
  if (kind === 'keitai' && supported === 'no') return 'out-of-scope';
  return kind === 'unknown' || supported === 'no' ? 'unlisted' : 'covered';
}

function kidsFamily({ code, released, supported }: ModelFacts): Device {
  if (code === KIDS.excluded) return 'kids-excluded';
  if (code === KIDS.covered) return 'covered';
  // Of no known month, it may be one that was sold before.
  if (released === undefined) return 'unlisted';
  if (released < KIDS.coveredSince) return 'kids-excluded';
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
