/** Finds models by what people type: in any case, in any width, with or without blanks and dashes. */
import type { Model } from './model.ts';

export interface ModelSearch {
  /** Parts of the name, the code, the maker. */
  readonly name?: string | undefined;
  readonly code?: string | undefined;
  readonly maker?: string | undefined;
  readonly kind?: Model['kind'] | undefined;
}

/**
 * A text as it is compared: compatibility forms as plain ones (Unicode Standard Annex #15, NFKC), in lower case,
 * without blanks and dashes. 「ＳＯ－５１Ｄ」, `SO 51D` and `so-51d` are one. The Japanese 「ー」 is a letter and stays.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Dash}\p{White_Space}]/gu, '');

/** The models to which everything that is asked for applies, in their order. */
export function searchModels<Found extends Pick<Model, keyof ModelSearch>>(
  models: readonly Found[],
  { kind, ...texts }: ModelSearch,
): Found[] {
  const name = folded(texts.name ?? '');
  const code = folded(texts.code ?? '');
  const maker = folded(texts.maker ?? '');
  return models.filter(
    (model) =>
      (kind === undefined || model.kind === kind) &&
      folded(model.code).includes(code) &&
      folded(model.name).includes(name) &&
      folded(model.maker).includes(maker),
  );
}
