/** `GET /v1/models`: the device models, all or those that fit a search, for anyone. */
import * as z from 'zod/mini';
import { CATALOGUE_VERSION, MAKER_NAMES, MODELS } from '#catalogue/catalogue.ts';
import { folded } from '#catalogue/folding.ts';
import { KINDS, type MakerNames, type Model } from '#catalogue/model.ts';
import { searchModels } from '#catalogue/search.ts';
import { digestOf } from '#domain/audit/digest.ts';
import { NO_ESIM_ONLY, UPDATE_NEEDED } from '#domain/eligibility/conditions.ts';
import { isSupportAssumed } from '#domain/eligibility/device.ts';
import type { ModelList } from './contract/bodies.ts';
import { type ApiHandler, api } from './http/api.ts';
import { answerUnlessKnown } from './http/entity-tag.ts';
import { queryOf } from './http/input.ts';

interface Dependencies {
  readonly models: readonly Model[];
  readonly makers: MakerNames;
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
  ({ models, makers, version }: Dependencies): ApiHandler =>
  async (event) => {
    const found = searchModels(models, queryOf(event, Search), makers);

    const list: z.infer<typeof ModelList> = {
      version,
      models: found.map(modelView),
      makers: otherNames(makers),
    };
    const headers = { etag: `"${digestOf(list)}"`, 'cache-control': CACHED };
    return answerUnlessKnown(event, headers, () => list);
  };

const otherNames = (makers: MakerNames) =>
  Object.fromEntries(Object.entries(makers).map(([maker, also]) => [maker, [...also]]));

/** With what the conditions say of it. Whoever reads it need not know what is done where nothing is known of support. */
function modelView(model: Model): z.infer<typeof ModelList>['models'][number] {
  const { code, supported } = model;
  return {
    ...model,
    supported: supported === 'unknown' && isSupportAssumed(model) ? 'assumed' : supported,
    esimOnlyWipe: NO_ESIM_ONLY.includes(code) ? 'no' : 'unknown',
    ...(UPDATE_NEEDED.models.includes(code) && { needsUpdateSince: UPDATE_NEEDED.from }),
  };
}

export const handler = api(
  listModels({ models: MODELS, makers: MAKER_NAMES, version: CATALOGUE_VERSION }),
);
