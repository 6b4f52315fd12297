/** What functions carry of the catalogue, made of the file of models. */
import { createHash } from 'node:crypto';
import { type AlikeModels, type JudgedModel, type Model, UNKNOWN } from './model.ts';
import { MODELS_FILE, readModels } from './read-models.ts';

export interface CatalogueData {
  /** Changes with any word in it: twelve hexadecimal digits. */
  readonly version: string;
  readonly models: readonly Model[];
  /** The same models as far as eligibility rests on them. */
  readonly alike: readonly AlikeModels[];
}

/** @throws CatalogueError where the file is malformed: nothing is built of it then. */
export function catalogueData(file: string = MODELS_FILE): CatalogueData {
  const models = readModels(file);
  const version = createHash('sha256').update(JSON.stringify(models)).digest('hex').slice(0, 12);
  return { version, models, alike: alikeModels(models) };
}

function alikeModels(models: readonly Model[]): AlikeModels[] {
  const groups = new Map<string, AlikeModels & { models: [string, string][] }>();
  for (const { code, released, name, maker, source, confidence, ...judged } of models) {
    const traits = knownOf(judged);
    const key = JSON.stringify(traits);
    const group = groups.get(key) ?? { ...traits, models: [] };
    group.models.push([code, released]);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function knownOf({
  dualSim,
  esimOnlyWipe,
  supported,
  ...always
}: Omit<JudgedModel, 'code' | 'released'>): Omit<AlikeModels, 'models'> {
  return {
    ...always,
    ...(dualSim !== UNKNOWN.dualSim && { dualSim }),
    ...(esimOnlyWipe !== UNKNOWN.esimOnlyWipe && { esimOnlyWipe }),
    ...(supported !== UNKNOWN.supported && { supported }),
  };
}
