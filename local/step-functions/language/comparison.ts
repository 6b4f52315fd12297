/** The comparison operators of Choice rules (https://states-language.net/spec.html#choice-state). */
import type { Json } from './json.ts';
import { readTimestamp } from './timestamp.ts';

/** Compares a variable's value with what the rule expects; values of another type than the operator's never match. */
type Comparison = (value: Json, expected: Json) => boolean;

interface Operator {
  /** What the rule may give as expected value. */
  readonly operand: 'string' | 'number' | 'boolean' | 'timestamp';
  /** Whether a form ending in `Path` exists. */
  readonly path: boolean;
  readonly compare: Comparison;
}

type Order = (sign: number) => boolean;

const ORDERS: Readonly<Record<string, Order>> = {
  Equals: (sign) => sign === 0,
  LessThan: (sign) => sign < 0,
  GreaterThan: (sign) => sign > 0,
  LessThanEquals: (sign) => sign <= 0,
  GreaterThanEquals: (sign) => sign >= 0,
};

const READERS = {
  String: (value: Json) => (typeof value === 'string' ? value : undefined),
  Numeric: (value: Json) => (typeof value === 'number' ? value : undefined),
  Timestamp: (value: Json) => (typeof value === 'string' ? readTimestamp(value) : undefined),
} as const;

const OPERANDS = { String: 'string', Numeric: 'number', Timestamp: 'timestamp' } as const;

function ordered(kind: keyof typeof READERS, order: Order): Operator {
  const read = READERS[kind];
  return {
    operand: OPERANDS[kind],
    path: true,
    compare(value, expected) {
      const left = read(value);
      const right = read(expected);
      if (left === undefined || right === undefined) return false;
      return order(left === right ? 0 : left < right ? -1 : 1);
    },
  };
}

const is = (test: (value: Json) => boolean): Operator => ({
  operand: 'boolean',
  path: false,
  compare: (value, expected) => test(value) === expected,
});

/** By name, without the forms that end in `Path`. `IsPresent` asks about the path itself and is not among them. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries(
    (['String', 'Numeric', 'Timestamp'] as const).flatMap((kind) =>
      Object.entries(ORDERS).map(([name, order]) => [`${kind}${name}`, ordered(kind, order)]),
    ),
  ),
  BooleanEquals: {
    operand: 'boolean',
    path: true,
    compare: (value, expected) => typeof value === 'boolean' && value === expected,
  },
  StringMatches: {
    operand: 'string',
    path: false,
    compare: (value, pattern) =>
      typeof value === 'string' && typeof pattern === 'string' && matchesWildcards(value, pattern),
  },
  IsNull: is((value) => value === null),
  IsBoolean: is((value) => typeof value === 'boolean'),
  IsNumeric: is((value) => typeof value === 'number'),
  IsString: is((value) => typeof value === 'string'),
  IsTimestamp: is((value) => typeof value === 'string' && readTimestamp(value) !== undefined),
};

/** `*` stands for any text; `\*` and `\\` are the characters themselves. */
function matchesWildcards(value: string, pattern: string): boolean {
  const parts = [''];
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '*') parts.push('');
    else {
      if (pattern[at] === '\\') at++;
      parts.push(`${parts.pop() ?? ''}${pattern[at] ?? ''}`);
    }
  }
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (value.length < first.length + last.length) return false;
  if (!value.startsWith(first) || !value.endsWith(last)) return false;
  const end = value.length - last.length;
  let from = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, from);
    if (found < 0 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}
