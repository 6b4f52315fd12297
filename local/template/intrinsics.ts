/** CloudFormation's intrinsic functions, resolved against whatever stands behind references. */

/** What references mean at the moment: nothing yet (while the template is checked), or the created resources. */
export interface Scope {
  /** A parameter, a pseudo parameter or a resource. */
  ref(name: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  condition(name: string): boolean;
  mapped(map: string, first: string, second: string): unknown;
  imported(name: string): unknown;
  /** Called for a function that cannot be resolved, with what it was given; answers a stand-in, or throws. */
  fail(message: string, given?: unknown): unknown;
}

/** `AWS::NoValue`: the property or element it stands in goes away. */
export const NO_VALUE: unique symbol = Symbol('AWS::NoValue');

/** Resolves all functions inside a value of a template. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value
      .map((element) => resolve(element, scope))
      .filter((element) => element !== NO_VALUE);
  if (!isRecord(value)) return value;
  const [name, ...others] = Object.keys(value);
  if (name !== undefined && others.length === 0 && isFunction(name))
    return call(name, value[name], scope);
  const resolved: Record<string, unknown> = {};
  for (const [key, element] of Object.entries(value)) {
    const result = resolve(element, scope);
    if (result !== NO_VALUE) resolved[key] = result;
  }
  return resolved;
}

const isFunction = (name: string) =>
  name === 'Ref' || name.startsWith('Fn::') || name === 'Condition';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const FUNCTIONS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(text(argument, scope)),
  'Fn::GetAtt': getAtt,
  'Fn::Sub': sub,
  'Fn::Join': (argument, scope) => {
    const [separator, elements] = list(argument, scope);
    return list(resolve(elements, scope), scope)
      .map((element) => text(element, scope))
      .join(text(separator, scope));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, source] = list(argument, scope);
    return text(resolve(source, scope), scope).split(text(separator, scope));
  },
  'Fn::Select': (argument, scope) => {
    const [index, elements] = list(argument, scope);
    const position = Number(resolve(index, scope));
    const choices = resolve(elements, scope);
    if (Array.isArray(choices) && position in choices) return choices[position];
    return scope.fail(`Fn::Select finds no element ${position}`, choices);
  },
  'Fn::Base64': (argument, scope) =>
    Buffer.from(text(resolve(argument, scope), scope)).toString('base64'),
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = list(resolve(argument, scope), scope);
    return scope.mapped(text(map, scope), text(first, scope), text(second, scope));
  },
  'Fn::ImportValue': (argument, scope) => scope.imported(text(resolve(argument, scope), scope)),
  'Fn::If': (argument, scope) => {
    const [name, whenTrue, whenFalse] = list(argument, scope);
    return resolve(scope.condition(text(name, scope)) ? whenTrue : whenFalse, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(resolve(argument, scope), scope);
    return String(left) === String(right);
  },
  'Fn::Not': (argument, scope) => !truth(list(argument, scope)[0], scope),
  'Fn::And': (argument, scope) => list(argument, scope).every((part) => truth(part, scope)),
  'Fn::Or': (argument, scope) => list(argument, scope).some((part) => truth(part, scope)),
};

function call(name: string, argument: unknown, scope: Scope): unknown {
  // Inside policies `Condition` is an ordinary key with a block; only a text names a condition.
  if (name === 'Condition')
    return typeof argument === 'string'
      ? scope.condition(argument)
      : { Condition: resolve(argument, scope) };
  const known = FUNCTIONS[name];
  return known === undefined ? scope.fail(`${name} is not supported`) : known(argument, scope);
}

function getAtt(argument: unknown, scope: Scope): unknown {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return scope.attribute(argument.slice(0, dot), argument.slice(dot + 1));
  }
  const [logicalId, name] = list(argument, scope);
  return scope.attribute(text(logicalId, scope), text(resolve(name, scope), scope));
}

/** `${Name}`, `${Name.Attribute}`, `${!Literal}`. */
function sub(argument: unknown, scope: Scope): unknown {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = resolve(variables, scope);
  return text(template, scope).replace(/\$\{([^}]*)\}/g, (_, inner: string) => {
    const name = inner.trim();
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (isRecord(own) && Object.hasOwn(own, name)) return text(own[name], scope);
    const value =
      name.includes('.') && !name.startsWith('AWS::') ? getAtt(name, scope) : scope.ref(name);
    return text(value, scope);
  });
}

function truth(value: unknown, scope: Scope): boolean {
  const resolved = resolve(value, scope);
  if (typeof resolved === 'boolean') return resolved;
  return scope.fail('a condition is neither true nor false', resolved) === true;
}

function list(value: unknown, scope: Scope): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const stand = scope.fail('a function takes a list here', value);
  return Array.isArray(stand) ? stand : [stand];
}

function text(value: unknown, scope: Scope): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return String(scope.fail('a function takes text here', value));
}
