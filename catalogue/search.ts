/** Finds models by what people type: in any case, in any width, with or without blanks and dashes. */
import { folded } from './folding.ts';
import type { MakerNames, Model } from './model.ts';

export interface ModelSearch {
  /** Parts of the name, the code, the maker. */
  readonly name?: string | undefined;
  readonly code?: string | undefined;
  readonly maker?: string | undefined;
  readonly kind?: Model['kind'] | undefined;
}

/** The models to which everything that is asked for applies, in their order. @param makers What else makers are called. */
export function searchModels<Found extends Pick<Model, keyof ModelSearch>>(
  models: readonly Found[],
  { kind, ...texts }: ModelSearch,
  makers: MakerNames,
): Found[] {
  const name = folded(texts.name ?? '');
  const code = folded(texts.code ?? '');
  const maker = folded(texts.maker ?? '');
  return models.filter(
    (model) =>
      (kind === undefined || model.kind === kind) &&
      folded(model.code).includes(code) &&
      folded(model.name).includes(name) &&
      [model.maker, ...(makers[model.maker] ?? [])].some((called) =>
        folded(called).includes(maker),
      ),
  );
}
