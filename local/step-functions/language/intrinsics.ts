/** The intrinsic functions that are hosted (https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html). */
import { randomUUID } from 'node:crypto';
import type { Json } from './json.ts';
import { parseJson } from './json.ts';
import { StateError } from './state-error.ts';

export interface Intrinsic {
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number];
  readonly call: (values: readonly Json[]) => Json;
}

/** By name. Whatever is missing here is refused by its name when a definition is read. */
export const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  'States.Array': { arity: [0, Number.POSITIVE_INFINITY], call: (values) => values },
  'States.Format': { arity: [1, Number.POSITIVE_INFINITY], call: format },
  'States.JsonToString': { arity: [1, 1], call: ([value = null]) => JSON.stringify(value) },
  'States.StringToJson': { arity: [1, 1], call: stringToJson },
  'States.MathAdd': { arity: [2, 2], call: add },
  'States.UUID': { arity: [0, 0], call: () => randomUUID() },
};

function failure(reason: string): StateError {
  return new StateError('States.IntrinsicFailure', reason);
}

/** `{}` takes the next argument; `\{`, `\}` and `\\` are the characters themselves. */
function format([template, ...values]: readonly Json[]): Json {
  if (typeof template !== 'string')
    throw failure('the template given to States.Format is not a string');
  let used = 0;
  const text = template.replace(/\\([{}\\'])|\{\}|[{}]/g, (token, escaped?: string) => {
    if (escaped !== undefined) return escaped;
    if (token !== '{}') throw failure('the template given to States.Format has an unmatched brace');
    const value = values[used++];
    if (value === undefined) throw failure('States.Format has fewer arguments than its template');
    if (typeof value === 'object' && value !== null)
      throw failure('States.Format takes strings, numbers, booleans and null');
    return String(value);
  });
  if (used < values.length) throw failure('States.Format has more arguments than its template');
  return text;
}

function stringToJson([text]: readonly Json[]): Json {
  if (typeof text !== 'string') throw failure('States.StringToJson takes a string');
  try {
    return parseJson(text);
  } catch {
    throw failure('the text given to States.StringToJson is not JSON');
  }
}

function add([left, right]: readonly Json[]): Json {
  if (!Number.isInteger(left) || !Number.isInteger(right))
    throw failure('States.MathAdd takes integers');
  return Number(left) + Number(right);
}
