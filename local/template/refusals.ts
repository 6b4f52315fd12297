/** Which properties of a resource its type would refuse, as far as that is known before anything exists. */
import type * as z from 'zod';
import type { ResourceType } from '../part.ts';
import { isUncertain } from './survey.ts';

/** One line for each unknown or unacceptable property. */
export function refusedProperties(type: ResourceType, surveyed: unknown): string[] {
  const properties = withoutInert(type, surveyed);
  const result = type.properties.safeParse(properties);
  if (result.success) return [];
  return result.error.issues.flatMap((issue) => describe(issue, properties));
}

/** The properties that a type reads. */
export function withoutInert(type: ResourceType, properties: unknown): Record<string, unknown> {
  const entries = Object.entries(properties ?? {});
  return Object.fromEntries(entries.filter(([name]) => !type.inert.includes(name)));
}

function describe(issue: z.core.$ZodIssue, properties: unknown): string[] {
  const path = issue.path.map(String);
  if (issue.code === 'invalid_union') {
    // Of several forms the one that the value comes nearest to.
    const form = issue.errors.toSorted((left, right) => depthOf(right) - depthOf(left))[0] ?? [];
    const inside = form.map((each) => ({ ...each, path: [...issue.path, ...each.path] }));
    if (depthOf(form) > 0) return inside.flatMap((each) => describe(each, properties));
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `property ${[...path, key].join('.')} is not supported`);
  // What is wrong with a value that holds a stand-in shows when the resource is created.
  if (isUncertain(at(properties, path))) return [];
  return [`property ${path.join('.')}: ${issue.message}`];
}

/** How far into a value its first problem lies. */
function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  const depths = issues.map((issue) => {
    const inside = issue.code === 'invalid_union' ? Math.max(0, ...issue.errors.map(depthOf)) : 0;
    return issue.path.length + inside + (issue.code === 'unrecognized_keys' ? 1 : 0);
  });
  return Math.min(...depths);
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([name]) => name === key)?.[1]
        : undefined,
    value,
  );
}
