/** What functions carry of the catalogue, made of its files. */
import { createHash } from 'node:crypto';
import { type AlikeModels, type MakerNames, type Model, type ModelName, UNKNOWN } from './model.ts';
import { readMakers } from './read-makers.ts';
import { MODELS_FILE, readModels } from './read-models.ts';

export interface CatalogueData {
  /** Changes with any word in it: twelve hexadecimal digits. */
  readonly version: string;
  readonly models: readonly Model[];
  readonly makers: MakerNames;
  /** The same models as far as eligibility rests on them. */
  readonly alike: readonly AlikeModels[];
  /** What people call them, by code. */
  readonly names: readonly ModelName[];
}

/** @throws CatalogueError where a file is malformed: nothing is built of it then. */
export function catalogueData(file: string = MODELS_FILE): CatalogueData {
  const models = readModels(file);
  const makers = readMakers(models);
  const all = JSON.stringify([models, makers]);
  const version = createHash('sha256').update(all).digest('hex').slice(0, 12);
  const names = models.map((model) => [model.code, nameWithMaker(model)] as const);
  return { version, models, makers, alike: alikeModels(models), names };
}

/** A maker that has changed its name stands with both; the first is the one on its older devices. */
function nameWithMaker({ maker, name }: Model): string {
  const [known = maker] = maker.split('/');
  const isInIt = name.toLowerCase().startsWith(`${known} `.toLowerCase());
  return isInIt ? name : `${known} ${name}`;
}

function alikeModels(models: readonly Model[]): AlikeModels[] {
  const groups = new Map<string, AlikeModels & { models: [string, string][] }>();
  for (const { code, released, kind, mark, supported } of models) {
    const traits = {
      kind,
      ...(mark !== UNKNOWN.mark && { mark }),
      ...(supported !== UNKNOWN.supported && { supported }),
    };
    const key = JSON.stringify(traits);
    const group = groups.get(key) ?? { ...traits, models: [] };
    group.models.push([code, released]);
    groups.set(key, group);
  }
  return [...groups.values()];
}
