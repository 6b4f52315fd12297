/** JSON values as the interpreter handles them. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

export type JsonObject = { readonly [name: string]: Json };

/** @throws SyntaxError for text that is not JSON. */
export function parseJson(text: string): Json {
  return JSON.parse(text);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The payload limit of a state's input, a state's output and a task's result: 256 KiB of UTF-8 (service-quotas.html). */
export const PAYLOAD_LIMIT = 262_144;

export function exceedsPayloadLimit(text: string): boolean {
  // A UTF-16 unit takes at most three bytes, so most texts need no count.
  return text.length * 3 > PAYLOAD_LIMIT && Buffer.byteLength(text) > PAYLOAD_LIMIT;
}
