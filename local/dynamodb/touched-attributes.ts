/**
 * The top-level attributes that a call names: `dynamodb:Attributes`, by which a policy can bound what is touched.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
import type { Input } from './operations.ts';

/** Where a call names attributes as members of an object. */
const BY_NAME = ['Key', 'Item', 'AttributeUpdates', 'Expected', 'KeyConditions', 'QueryFilter'];
/** Lists of names. */
const LISTS = ['AttributesToGet'];
/** What validation has parsed of the expressions. */
const PARSED = ['_updates', '_condition', '_keyCondition', '_filter', '_projection'];

/** Sorted, each once. `input` has passed validation. */
export function touchedAttributes(input: Input): string[] {
  const named = BY_NAME.flatMap((member) => Object.keys(Object(input[member])));
  const listed = LISTS.flatMap((member) => textsIn(input[member]));
  const parsed = PARSED.flatMap((member) => headsIn(input[member]));
  return [...new Set([...named, ...listed, ...parsed])].sort();
}

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** A path is a list that begins with a name; only its head is an attribute of the item. */
function headsIn(parsed: unknown): string[] {
  if (Array.isArray(parsed)) {
    const [head] = parsed;
    return typeof head === 'string' ? [head] : parsed.flatMap(headsIn);
  }
  if (typeof parsed !== 'object' || parsed === null || isValue(parsed)) return [];
  return Object.values(parsed).flatMap(headsIn);
}

/** `{ "SS": ["a", "b"] }`, which holds no path. */
const isValue = (object: object) => {
  const [type = '', ...others] = Object.keys(object);
  return others.length === 0 && /^(S|N|B|SS|NS|BS|M|L|NULL|BOOL)$/.test(type);
};
