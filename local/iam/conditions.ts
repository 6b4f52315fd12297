/** IAM condition operators: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
import { type ConditionKeys, matchesWithVariables } from './pattern.ts';

type Compare = (wanted: string, actual: string, keys: ConditionKeys) => boolean;

const numeric =
  (test: (actual: number, wanted: number) => boolean): Compare =>
  (wanted, actual) => {
    const [left, right] = [number(actual), number(wanted)];
    return !Number.isNaN(left) && !Number.isNaN(right) && test(left, right);
  };

/** An integer or a decimal; anything else is no number. */
const number = (text: string) => (/^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);

/** ISO 8601 or epoch seconds; anything else is no time. */
function instant(text: string): number {
  if (/^\d{5,}$/.test(text)) return Number(text) * 1000;
  return /^\d{4}(-\d\d){0,2}(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
}
const date =
  (test: (actual: number, wanted: number) => boolean): Compare =>
  (wanted, actual) => {
    const [left, right] = [instant(actual), instant(wanted)];
    return !Number.isNaN(left) && !Number.isNaN(right) && test(left, right);
  };

const arn: Compare = (wanted, actual, keys) => matchesWithVariables(wanted, actual, keys, 'arn');
const equals: Compare = (wanted, actual, keys) =>
  matchesWithVariables(wanted, actual, keys, 'plain');
const equalsIgnoreCase: Compare = (wanted, actual, keys) =>
  matchesWithVariables(wanted.toLowerCase(), actual.toLowerCase(), keys, 'plain');
const like: Compare = (wanted, actual, keys) => matchesWithVariables(wanted, actual, keys);
const numbers = numeric((actual, wanted) => actual === wanted);
const dates = date((actual, wanted) => actual === wanted);

const sameWord = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();
const isBoolean = (text: string) => sameWord(text, 'true') || sameWord(text, 'false');

/** `negated` operators hold when no wanted value fits, and when the key is absent. */
const OPERATORS: Readonly<Record<string, { compare: Compare; negated?: true }>> = {
  StringEquals: { compare: equals },
  StringNotEquals: { compare: equals, negated: true },
  StringEqualsIgnoreCase: { compare: equalsIgnoreCase },
  StringNotEqualsIgnoreCase: { compare: equalsIgnoreCase, negated: true },
  StringLike: { compare: like },
  StringNotLike: { compare: like, negated: true },
  ArnEquals: { compare: arn },
  ArnLike: { compare: arn },
  ArnNotEquals: { compare: arn, negated: true },
  ArnNotLike: { compare: arn, negated: true },
  Bool: { compare: (wanted, actual) => isBoolean(wanted) && sameWord(wanted, actual) },
  NumericEquals: { compare: numbers },
  NumericNotEquals: { compare: numbers, negated: true },
  NumericLessThan: { compare: numeric((actual, wanted) => actual < wanted) },
  NumericLessThanEquals: { compare: numeric((actual, wanted) => actual <= wanted) },
  NumericGreaterThan: { compare: numeric((actual, wanted) => actual > wanted) },
  NumericGreaterThanEquals: { compare: numeric((actual, wanted) => actual >= wanted) },
  DateEquals: { compare: dates },
  DateNotEquals: { compare: dates, negated: true },
  DateLessThan: { compare: date((actual, wanted) => actual < wanted) },
  DateLessThanEquals: { compare: date((actual, wanted) => actual <= wanted) },
  DateGreaterThan: { compare: date((actual, wanted) => actual > wanted) },
  DateGreaterThanEquals: { compare: date((actual, wanted) => actual >= wanted) },
};

interface Operator {
  readonly quantifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly name: string;
  readonly ifExists: boolean;
}

function parse(text: string): Operator | undefined {
  const [, quantifier, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(text) ?? [];
  if (name === 'Null' ? ifExists !== undefined : !Object.hasOwn(OPERATORS, name)) return undefined;
  return {
    quantifier:
      quantifier === 'ForAllValues' || quantifier === 'ForAnyValue' ? quantifier : undefined,
    name,
    ifExists: ifExists !== undefined,
  };
}

/** Whether this is a condition operator that the local cloud evaluates. */
export function isOperator(text: string): boolean {
  return parse(text) !== undefined;
}

/** Whether one line of a `Condition` block holds: an operator, a key, and the values any of which may fit. */
export function conditionHolds(
  operatorText: string,
  key: string,
  wanted: readonly string[],
  keys: ConditionKeys,
): boolean {
  const operator = parse(operatorText);
  if (operator === undefined) return false;
  const actual = keys.get(key.toLowerCase()) ?? [];
  const absent = actual.length === 0;
  if (operator.name === 'Null')
    return wanted.some((value) => isBoolean(value) && sameWord(value, 'true') === absent);
  const { compare, negated = false } = OPERATORS[operator.name] ?? { compare: () => false };
  const fits = (value: string) =>
    wanted.some((pattern) => compare(pattern, value, keys)) !== negated;
  if (operator.quantifier === 'ForAllValues') return actual.every(fits);
  if (absent) return operator.ifExists || (operator.quantifier === undefined && negated);
  if (operator.quantifier === 'ForAnyValue' || !negated) return actual.some(fits);
  return actual.every(fits);
}
