/** `GET /v1/models`: the device models, all or those that fit a search, for anyone. */
import * as z from 'zod/mini';
import { CATALOGUE_VERSION, MODELS } from '#catalogue/catalogue.ts';
import { KINDS, type Model } from '#catalogue/model.ts';
import { folded, searchModels } from '#catalogue/search.ts';
import { digestOf } from '#domain/audit/digest.ts';
import type { ModelList } from './contract/bodies.ts';
import { type ApiHandler, api } from './http/api.ts';
import { answerUnlessKnown } from './http/entity-tag.ts';
import { queryOf } from './http/input.ts';

interface Dependencies {
  readonly models: readonly Model[];
  readonly version: string;
}

/** Of which something is left to look for. */
const searched = z.optional(
  z.string().check(
    z.maxLength(60),
    z.refine((text) => folded(text) !== ''),
  ),
);

/** A misspelt parameter is refused: without it the answer would look like one to another question. */
const Search = z.strictObject({
  name: searched,
  code: searched,
  maker: searched,
  kind: z.optional(z.enum(KINDS)),
});

/** It is the same for everybody and seldom changes; a model that is corrected is seen in five minutes. */
const CACHED = 'public, max-age=300';

export const listModels =
  ({ models, version }: Dependencies): ApiHandler =>
  async (event) => {
    const found = searchModels(models, queryOf(event, Search));

    const list: z.infer<typeof ModelList> = { version, models: found.map(modelView) };
    const headers = { etag: `"${digestOf(list)}"`, 'cache-control': CACHED };
    return answerUnlessKnown(event, headers, () => list);
  };

/** Whoever reads it need not know what is done where nothing is known. */
function modelView({ supported, ...said }: Model): z.infer<typeof ModelList>['models'][number] {
  return { ...said, supported: supported === 'unknown' ? 'assumed' : supported };
}

export const handler = api(listModels({ models: MODELS, version: CATALOGUE_VERSION }));
