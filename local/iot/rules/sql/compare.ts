/** The operators of AWS IoT SQL, with its conversions: https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-operators.html */
import { isDeepStrictEqual } from 'node:util';
import type { Comparison } from './expression.ts';
import type { JsonValue } from './json.ts';

type Value = JsonValue | undefined;

/** https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-data-types.html#iot-sql-conversions, "To Decimal". */
const DECIMAL = /^-?\d+(\.\d+)?(E-?\d+)?$/i;

const ORDERS: Readonly<
  Record<Exclude<Comparison, '=' | '<>'>, (left: number, right: number) => boolean>
> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** `undefined` is SQL's Undefined: the comparison has no answer. */
export function compare(operator: Comparison, left: Value, right: Value): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  // Values of different types are not equal, and no conversion is tried.
  if (operator === '=') return isDeepStrictEqual(left, right);
  if (operator === '<>') return !isDeepStrictEqual(left, right);
  const [first, second] = [decimalOf(left), decimalOf(right)];
  return first === undefined || second === undefined ? undefined : ORDERS[operator](first, second);
}

function decimalOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && DECIMAL.test(value) ? Number(value) : undefined;
}

/** Booleans, and strings that say one; anything else is Undefined. */
export function truthOf(value: Value): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

export function not(value: Value): boolean | undefined {
  const truth = truthOf(value);
  return truth === undefined ? undefined : !truth;
}
