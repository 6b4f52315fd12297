/** A look over one value of a template before anything exists: what it needs, and what it will look like. */
import { resolve, type Scope } from './intrinsics.ts';
import { TemplateError } from './problem.ts';
import type { StackValues } from './stack-values.ts';

export interface Survey {
  /** The value with a stand-in text for everything that only a created resource can tell. */
  readonly value: unknown;
  /** Logical ids that the value refers to. */
  readonly needs: readonly string[];
  /** Export names that it imports. */
  readonly imports: readonly string[];
  readonly problems: readonly string[];
}

/** A private-use character: no template holds it. */
const STAND_IN = '\uE000';

/** Whether a surveyed value holds something that is not known yet. */
export function isUncertain(value: unknown): boolean {
  return JSON.stringify(value)?.includes(STAND_IN) ?? false;
}

/** Resolves a value as far as parameters and conditions go. `isResource` knows the stack's logical ids. */
export function survey(
  value: unknown,
  values: StackValues,
  isResource: (logicalId: string) => boolean,
): Survey {
  const needs = new Set<string>();
  const imports = new Set<string>();
  const problems: string[] = [];
  const fail = (message: string, given?: unknown) => {
    // A stand-in has not the shape that the real value will have.
    if (!isUncertain(given)) problems.push(message);
    return STAND_IN;
  };
  const attempt = (ask: () => unknown) => {
    try {
      return ask();
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      problems.push(...error.problems);
      return STAND_IN;
    }
  };
  const resource = (logicalId: string) => {
    if (!isResource(logicalId)) return fail(`${logicalId} is no resource of this stack`);
    needs.add(logicalId);
    return STAND_IN;
  };
  const scope: Scope = {
    ref: (name) => values.value(name) ?? resource(name),
    attribute: resource,
    condition: (name) => attempt(() => values.condition(name)) === true,
    mapped: (...path) => attempt(() => values.mapped(...path)),
    imported(name) {
      imports.add(name);
      return STAND_IN;
    },
    fail,
  };
  const resolved = resolve(value, scope);
  return { value: resolved, needs: [...needs], imports: [...imports], problems };
}
