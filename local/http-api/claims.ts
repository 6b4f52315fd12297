/** How claims of a token are told to a function: always as text. */

/**
 * AWS's pages show text values only. As seen at the service: numbers and booleans in digits and words, lists as
 * `[a b]`, objects as `map[key:value]`; a claim without a value is left out.
 */
export function claimTexts(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  const present = Object.entries(claims).filter(([, value]) => value !== null);
  return Object.fromEntries(present.map(([name, value]) => [name, text(value)]));
}

function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  if (value === null) return '<nil>';
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `map[${entries.map(([name, inner]) => `${name}:${text(inner)}`).join(' ')}]`;
}

/** The scopes of a token: `scp`, else `scope`; each a list, or text with spaces. */
export function scopesOf(claims: Readonly<Record<string, unknown>>): string[] | undefined {
  const value = claims['scp'] ?? claims['scope'];
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string');
  return typeof value === 'string' ? value.split(' ').filter((each) => each !== '') : undefined;
}
