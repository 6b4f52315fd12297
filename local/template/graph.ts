/** Puts things into an order in which each comes after what it needs. */
import { TemplateError } from './problem.ts';

/**
 * A topological order that keeps the given one where it may.
 * @throws TemplateError that names the members of a cycle.
 */
export function inOrder(
  names: readonly string[],
  needsOf: (name: string) => readonly string[],
): string[] {
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    if (done.has(name)) return;
    const start = trail.indexOf(name);
    if (start >= 0)
      throw new TemplateError([`a cycle: ${[...trail.slice(start), name].join(' needs ')}`]);
    for (const need of needsOf(name)) visit(need, [...trail, name]);
    done.add(name);
  };
  for (const name of names) visit(name, []);
  return [...done];
}
