/** The device models that the service knows. */
import { alike, makers, models, names, version } from './data.ts';
import { type JudgedModel, type MakerNames, type Model, UNKNOWN } from './model.ts';

const indexed = (): ReadonlyMap<string, JudgedModel> =>
  new Map(
    alike.flatMap(({ models: those, ...traits }) =>
      those.map(([code, released]) => [code, { ...UNKNOWN, ...traits, code, released }] as const),
    ),
  );

// Pure, so that bundles in which nothing is looked up do not carry it.
const byCode = /* @__PURE__ */ indexed();

/** What the model of this code is judged by, or undefined where the catalogue does not know it. */
export function findModel(code: string): JudgedModel | undefined {
  return byCode.get(code);
}

const nameByCode = /* @__PURE__ */ new Map(names);

/** What people call the model of this code, with its maker; the code itself where the catalogue does not know it. */
export function modelName(code: string): string {
  return nameByCode.get(code) ?? code;
}

/** All models with everything that is said of them, in the order of the file. */
export const MODELS: readonly Model[] = models;

/** What else the makers of these models are called. */
export const MAKER_NAMES: MakerNames = makers;

/** Another one whenever anything in the catalogue is. */
export const CATALOGUE_VERSION = version;
