/** The device models that the service knows, as data with a source and a confidence for each. */
import * as z from 'zod/mini';
import models from './models.json' with { type: 'json' };

export const Model = z.strictObject({
  /** The carrier's model code, or the name where it gives none. */
  code: z.string().check(z.minLength(1), z.maxLength(40)),
  name: z.string(),
  maker: z.string(),
  kind: z.enum(['smartphone', 'tablet', 'keitai', 'kids_keitai', 'iphone', 'ipad']),
  /** Month of first sale by the carrier, Japan time (A9). */
  released: z.string().check(z.regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/)),
  source: z.string().check(z.minLength(1)),
  confidence: z.enum(['high', 'medium', 'low']),
});
export type Model = z.infer<typeof Model>;

const byCode: ReadonlyMap<string, Model> = new Map(
  z
    .array(Model)
    .parse(models)
    .map((model) => [model.code, model]),
);

/** The model of this code, or undefined where the catalogue does not know it. */
export function findModel(code: string): Model | undefined {
  return byCode.get(code);
}

/** All models, in the order of the file. */
export const MODELS: readonly Model[] = [...byCode.values()];
