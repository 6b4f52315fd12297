/** Payload templates: Parameters and ResultSelector (https://states-language.net/spec.html#payload-template). */
import { type Expression, evaluate, pathsOf, readExpression } from './expression.ts';
import { isObject, type Json } from './json.ts';
import type { Path, Scope } from './path.ts';

export type Template =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'expression'; readonly field: string; readonly expression: Expression }
  | { readonly kind: 'array'; readonly elements: readonly Template[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Template])[] };

/** Reads a template; each problem names the place inside it. */
export function readTemplate(
  value: Json,
  problem: (place: readonly (string | number)[], reason: string) => void,
  place: readonly (string | number)[] = [],
): Template {
  if (Array.isArray(value)) {
    const elements = value.map((element, index) =>
      readTemplate(element, problem, [...place, index]),
    );
    return isConstant(elements) ? { kind: 'value', value } : { kind: 'array', elements };
  }
  if (!isObject(value)) return { kind: 'value', value };
  const members: (readonly [string, Template])[] = [];
  for (const [field, inner] of Object.entries(value)) {
    const here = [...place, field];
    const name = field.endsWith('.$') ? field.slice(0, -2) : field;
    if (name !== field && Object.hasOwn(value, name))
      problem(here, `"${name}" and "${field}" are both given`);
    members.push([
      name,
      name === field ? readTemplate(inner, problem, here) : dynamic(field, inner, problem, here),
    ]);
  }
  const constant = isConstant(members.map(([, member]) => member));
  return constant ? { kind: 'value', value } : { kind: 'object', members };
}

function dynamic(
  field: string,
  text: Json,
  problem: (place: readonly (string | number)[], reason: string) => void,
  place: readonly (string | number)[],
): Template {
  const expression =
    typeof text === 'string'
      ? readExpression(text)
      : { problem: `the value of "${field}" is not a string` };
  if ('problem' in expression) {
    problem(place, expression.problem);
    return { kind: 'value', value: null };
  }
  return { kind: 'expression', field, expression };
}

const isConstant = (parts: readonly Template[]) => parts.every((part) => part.kind === 'value');

/** All paths inside a template. */
export function templatePaths(template: Template): readonly Path[] {
  if (template.kind === 'expression') return pathsOf(template.expression);
  if (template.kind === 'array') return template.elements.flatMap(templatePaths);
  if (template.kind === 'object')
    return template.members.flatMap(([, part]) => templatePaths(part));
  return [];
}

/** @throws StateError for a path that finds nothing or an intrinsic function that fails. */
export function fill(template: Template, scope: Scope): Json {
  switch (template.kind) {
    case 'value':
      return template.value;
    case 'expression':
      return evaluate(template.expression, scope, template.field);
    case 'array':
      return template.elements.map((element) => fill(element, scope));
    case 'object':
      return Object.fromEntries(
        template.members.map(([name, member]) => [name, fill(member, scope)]),
      );
  }
}
