/** What an update of an item changes: only the attributes that differ, so that what others write meanwhile stays. */

interface Difference {
  readonly names: Record<string, string>;
  readonly values: Record<string, unknown>;
  readonly set: string[];
  readonly remove: string[];
}

/** The parts of an update that turns `before` into `after`. Unchanged members must be the very same values. */
export function differenceOf(
  before: object,
  after: object,
  { except = [] }: { readonly except?: readonly string[] } = {},
): Difference {
  const difference: Difference = { names: {}, values: {}, set: [], remove: [] };
  const old = new Map<string, unknown>(Object.entries(before));
  const fresh = new Map<string, unknown>(Object.entries(after));
  for (const name of new Set([...old.keys(), ...fresh.keys()])) {
    const value = fresh.get(name);
    if (except.includes(name) || Object.is(value, old.get(name))) continue;
    difference.names[`#${name}`] = name;
    if (value === undefined) difference.remove.push(`#${name}`);
    else {
      difference.values[`:${name}`] = value;
      difference.set.push(`#${name} = :${name}`);
    }
  }
  return difference;
}

/** `SET … REMOVE …` */
export const updateExpression = ({ set, remove }: Pick<Difference, 'set' | 'remove'>) =>
  `SET ${set.join(', ')}${remove.length ? ` REMOVE ${remove.join(', ')}` : ''}`;
