/** IAM's patterns: `*` and `?`, with policy variables `${key}` filled in from the request. */

/** Condition keys in force, by lower-case name: IAM compares key names without regard to case. */
export type ConditionKeys = ReadonlyMap<string, readonly string[]>;

const compiled = new Map<string, RegExp>();
const MOST_COMPILED = 5000;

/** Compiles a pattern once; policies ask for the same ones at every call. */
function regexOf(key: string, source: () => string, flags = 'su'): RegExp {
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const regex = new RegExp(`^${source()}$`, flags);
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(key, regex);
  return regex;
}

/** Whether a value fits a pattern of `*` (any text) and `?` (one character). */
export function matches(
  pattern: string,
  value: string,
  { ignoreCase = false }: { ignoreCase?: boolean } = {},
): boolean {
  if (pattern === '*') return true;
  const [key, flags] = ignoreCase ? ['any-case', 'isu'] : ['case', 'su'];
  return regexOf(`${key} ${pattern}`, () => wildcards(pattern), flags).test(value);
}

/**
 * How the text around policy variables is read: plainly, with wildcards, as an ARN of a condition (wildcards stop at
 * the first five colons), or as the `Resource` of a statement, where `?` and a `*` that does not end its segment stop
 * at every colon: "If you use the * wildcard as the last character of a resource ARN segment, it can expand to match
 * beyond the colon boundaries" (reference_policies_elements_resource.html).
 */
export type Reading = 'plain' | 'wildcards' | 'arn' | 'resource';

/**
 * Whether a value fits a pattern that may hold policy variables. A variable without exactly one value and without a
 * default makes the pattern match nothing. Wildcards inside a variable's value are plain text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function matchesWithVariables(
  pattern: string,
  value: string,
  keys: ConditionKeys,
  reading: Reading = 'wildcards',
): boolean {
  if (reading === 'resource' && pattern === '*') return true;
  const constant = !pattern.includes('${');
  if (constant && reading === 'plain') return pattern === value;
  const source = () => sourceOf(pattern, keys, reading);
  if (constant) return regexOf(`${reading} ${pattern}`, () => source() ?? '').test(value);
  const filled = source();
  return filled !== undefined && new RegExp(`^${filled}$`, 'su').test(value);
}

/** A pattern as a regular expression; `undefined` where a variable of it has no value. */
function sourceOf(pattern: string, keys: ConditionKeys, reading: Reading): string | undefined {
  let source = '';
  let colons = 0;
  const pieces = pattern.split(/(\$\{[^}]*\})/);
  for (const [index, piece] of pieces.entries()) {
    const variable = /^\$\{([^}]*)\}$/.exec(piece)?.[1];
    const text = variable === undefined ? piece : fill(variable, keys);
    if (text === undefined) return undefined;
    if (variable !== undefined || reading === 'plain') source += literal(text);
    else if (reading === 'wildcards') source += wildcards(text);
    else if (reading === 'arn') source += arnWildcards(text, colons);
    else source += resourceWildcards(text, index === pieces.length - 1);
    colons += text.split(':').length - 1;
  }
  return source;
}

function fill(variable: string, keys: ConditionKeys): string | undefined {
  if (variable === '*' || variable === '?' || variable === '$') return variable;
  const [, name = '', , fallback] = /^\s*([^,]*?)\s*(,\s*'(.*)')?\s*$/.exec(variable) ?? [];
  const values = keys.get(name.toLowerCase());
  return values?.length === 1 ? values[0] : fallback;
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
const wildcards = (text: string) => literal(text).replaceAll('\\*', '.*').replaceAll('\\?', '.');

/** The resource, after the fifth colon, may itself hold colons. */
function arnWildcards(text: string, colonsBefore: number): string {
  const parts = text.split(':');
  const read = (part: string, index: number) =>
    colonsBefore + index >= 5 ? wildcards(part) : withinSegment(part);
  return parts.map(read).join(':');
}

/** `last`: nothing follows the text in its pattern. */
function resourceWildcards(text: string, last: boolean): string {
  const segments = text.split(':');
  const read = (segment: string, index: number) => {
    const ends = index < segments.length - 1 || last;
    return ends && segment.endsWith('*')
      ? `${withinSegment(segment.slice(0, -1))}.*`
      : withinSegment(segment);
  };
  return segments.map(read).join(':');
}

const withinSegment = (text: string) =>
  literal(text).replaceAll('\\*', '[^:]*').replaceAll('\\?', '[^:]');
