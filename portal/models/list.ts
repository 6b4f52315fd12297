/** The list of models as it is searched and as a person reads it. */
import type * as z from 'zod/mini';
import { folded } from '#catalogue/folding.ts';
import { KINDS } from '#catalogue/model.ts';
import { KIDS, PRESET_UP_TO } from '#domain/eligibility/conditions.ts';
import type { ModelList } from '#functions/contract/bodies.ts';

export type ListedModel = z.infer<typeof ModelList>['models'][number];
export type MakerNames = z.infer<typeof ModelList>['makers'];

/** What a search finds its models by: each text that it may be part of, folded once. */
export interface Searchable {
  readonly model: ListedModel;
  readonly texts: readonly string[];
}

/** Kind by kind, what may be wiped first, and in each the newest first. */
const inOrder = (one: ListedModel, other: ListedModel) =>
  KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || other.released.localeCompare(one.released);

/** The models in the order in which they are shown, each by what people write of code, name and maker. */
export function searchable(models: readonly ListedModel[], makers: MakerNames): Searchable[] {
  return models.toSorted(inOrder).map((model) => {
    const { code, name, maker } = model;
    const called = [maker, ...(makers[maker] ?? [])];
    const together = called.flatMap((each) => [`${each} ${name} ${code}`, `${each} ${code}`]);
    return { model, texts: [...together, `${name} ${code}`, `${code} ${name}`].map(folded) };
  });
}

export interface ModelQuery {
  /** As typed. */
  readonly text: string;
  readonly kind: ListedModel['kind'] | 'all';
}

/** The models in which the text stands as it is; where there is none, those in which each of its words does. */
export function findModels(
  models: readonly Searchable[],
  { text, kind }: ModelQuery,
): readonly ListedModel[] {
  const ofKind = models.filter(({ model }) => kind === 'all' || model.kind === kind);
  const having = (part: string) => (each: Searchable) =>
    each.texts.some((searched) => searched.includes(part));
  const whole = ofKind.filter(having(folded(text)));
  const words = text.split(/\s+/u).map(folded);
  const found =
    whole.length > 0 ? whole : ofKind.filter((each) => words.every((word) => having(word)(each)));
  return found.map(({ model }) => model);
}

/** What holds for a model, by name of words. */
export type Condition =
  | { readonly name: 'preset' | 'noEsimOnly' | 'markUnknown' | 'apple' }
  | { readonly name: 'mark'; readonly mark: number }
  | { readonly name: 'update'; readonly since: string }
  | { readonly name: 'kids'; readonly covered: string };

/** None of a model that is not covered but where to go instead. */
export function conditionsOf(model: ListedModel): readonly Condition[] {
  const { kind, supported, released, mark, esimOnlyWipe, needsUpdateSince } = model;
  if (kind === 'iphone' || kind === 'ipad') return [{ name: 'apple' }];
  if (supported === 'no' || supported === 'unknown')
    return kind === 'kids_keitai' ? [{ name: 'kids', covered: KIDS.covered }] : [];
  const conditions: Condition[] = [];
  // Months as text stand in their order.
  if (released <= PRESET_UP_TO) conditions.push({ name: 'preset' });
  if (esimOnlyWipe === 'no') conditions.push({ name: 'noEsimOnly' });
  if (typeof mark === 'number') conditions.push({ name: 'mark', mark });
  // Of a model that takes one SIM only there is nothing to know.
  if (mark === 'unknown' && model.dualSim !== 'no') conditions.push({ name: 'markUnknown' });
  if (needsUpdateSince) conditions.push({ name: 'update', since: needsUpdateSince });
  return conditions;
}
