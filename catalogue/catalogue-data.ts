/** What functions carry of the catalogue, made of the file of models. */
import { createHash } from 'node:crypto';
import { type Model, type StoredModel, UNKNOWN } from './model.ts';
import { MODELS_FILE, readModels } from './read-models.ts';

export interface CatalogueData {
  /** Changes with any word in it: twelve hexadecimal digits. */
  readonly version: string;
  readonly models: readonly Model[];
  /** The same models as far as eligibility rests on them. */
  readonly stored: readonly StoredModel[];
}

/** @throws CatalogueError where the file is malformed: nothing is built of it then. */
export function catalogueData(file: string = MODELS_FILE): CatalogueData {
  const models = readModels(file);
  const version = createHash('sha256').update(JSON.stringify(models)).digest('hex').slice(0, 12);
  return { version, models, stored: models.map(storedModel) };
}

function storedModel({ name, maker, source, confidence, ...judged }: Model): StoredModel {
  const { dualSim, esimOnlyWipe, supported, ...always } = judged;
  return {
    ...always,
    ...(dualSim !== UNKNOWN.dualSim && { dualSim }),
    ...(esimOnlyWipe !== UNKNOWN.esimOnlyWipe && { esimOnlyWipe }),
    ...(supported !== UNKNOWN.supported && { supported }),
  };
}
