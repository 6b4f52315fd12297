/** IAM's patterns: `*` and `?`, with policy variables `${key}` filled in from the request. */

/** Condition keys in force, by lower-case name: IAM compares key names without regard to case. */
export type ConditionKeys = ReadonlyMap<string, readonly string[]>;

const compiled = new Map<string, RegExp>();
const MOST_COMPILED = 5000;

/** Whether a value fits a pattern of `*` (any text) and `?` (one character). */
export function matches(
  pattern: string,
  value: string,
  { ignoreCase = false }: { ignoreCase?: boolean } = {},
): boolean {
  if (pattern === '*') return true;
  const key = `${ignoreCase ? 'i' : 's'}${pattern}`;
  let regex = compiled.get(key);
  if (regex === undefined) {
    regex = new RegExp(`^${wildcards(pattern)}$`, ignoreCase ? 'isu' : 'su');
    if (compiled.size >= MOST_COMPILED) compiled.clear();
    compiled.set(key, regex);
  }
  return regex.test(value);
}

/** How the text around policy variables is read: plainly, with wildcards, or with wildcards that stop at an ARN's colons. */
export type Reading = 'plain' | 'wildcards' | 'arn';

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
  if (reading !== 'arn' && !pattern.includes('${'))
    return reading === 'wildcards' ? matches(pattern, value) : pattern === value;
  let source = '';
  let colons = 0;
  for (const piece of pattern.split(/(\$\{[^}]*\})/)) {
    const variable = /^\$\{([^}]*)\}$/.exec(piece)?.[1];
    const text = variable === undefined ? piece : fill(variable, keys);
    if (text === undefined) return false;
    if (variable !== undefined || reading === 'plain') source += literal(text);
    else if (reading === 'wildcards') source += wildcards(text);
    else source += arnWildcards(text, colons);
    colons += text.split(':').length - 1;
  }
  return new RegExp(`^${source}$`, 'su').test(value);
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
    colonsBefore + index >= 5 ? wildcards(part) : wildcards(part).replaceAll('.*', '[^:]*');
  return parts.map(read).join(':');
}
