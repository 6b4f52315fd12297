/** JSON values: what payloads and expressions are made of. */
import * as z from 'zod';

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

export type JsonObject = { readonly [name: string]: JsonValue };

/** Any JSON value, as `JSON.parse` makes it. */
export const jsonValue: z.ZodType<JsonValue> = z.json();

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
