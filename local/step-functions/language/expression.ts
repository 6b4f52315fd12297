/** The text behind a field ending in `.$`: a path, or an intrinsic function with its arguments. */
import { INTRINSICS, type Intrinsic } from './intrinsics.ts';
import type { Json } from './json.ts';
import { find, type Path, readPath, type Scope } from './path.ts';
import { runtimeError } from './state-error.ts';

export type Expression =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'path'; readonly path: Path }
  | {
      readonly kind: 'call';
      /** As written, for error messages. */
      readonly text: string;
      readonly intrinsic: Intrinsic;
      readonly parameters: readonly Expression[];
    };

/** AWS allows ten intrinsic functions nested in one field. */
const DEEPEST = 10;

/** Reads an expression, or says why it is not one that is hosted. */
export function readExpression(text: string): Expression | { readonly problem: string } {
  if (text.startsWith('$')) {
    const path = readPath(text);
    return 'problem' in path ? path : { kind: 'path', path };
  }
  const reader = new Reader(text);
  try {
    return reader.whole();
  } catch (error) {
    if (!(error instanceof ExpressionProblem)) throw error;
    return { problem: error.message };
  }
}

/** All paths inside an expression. */
export function pathsOf(expression: Expression): readonly Path[] {
  if (expression.kind === 'path') return [expression.path];
  return expression.kind === 'call' ? expression.parameters.flatMap(pathsOf) : [];
}

/** @throws StateError `States.Runtime` for a path that finds nothing; `field` is where the expression stands. */
export function evaluate(expression: Expression, scope: Scope, field: string): Json {
  return computed(expression, scope, (path) => {
    const place = `could not be found in the input '${JSON.stringify(scope.data)}'`;
    return expression.kind === 'call'
      ? `The function '${expression.text}' had the following error: The JsonPath argument for the field '${path}' ${place}`
      : `The JSONPath '${path}' specified for the field '${field}' ${place}`;
  });
}

/** `missing` says what is wrong about a path that finds nothing. */
function computed(expression: Expression, scope: Scope, missing: (path: string) => string): Json {
  if (expression.kind === 'value') return expression.value;
  if (expression.kind === 'call')
    return expression.intrinsic.call(
      expression.parameters.map((parameter) => computed(parameter, scope, missing)),
    );
  const value = find(expression.path, scope);
  if (value === undefined) throw runtimeError(missing(expression.path.text));
  return value;
}

class ExpressionProblem extends Error {}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Expression {
    const expression = this.#call(1);
    if (this.#at < this.#text.length) this.#fail('nothing may follow the function');
    return expression;
  }

  #call(depth: number): Expression {
    const start = this.#at;
    const name = this.#take(/[A-Za-z][A-Za-z0-9]*\.[A-Za-z][A-Za-z0-9]*/y);
    if (name === undefined) this.#fail('a path or an intrinsic function is expected');
    const intrinsic = Object.hasOwn(INTRINSICS, name) ? INTRINSICS[name] : undefined;
    if (intrinsic === undefined)
      throw new ExpressionProblem(`the intrinsic function ${name} is not supported`);
    if (depth > DEEPEST) this.#fail(`more than ${DEEPEST} nested functions`);
    const parameters = this.#parameters(depth);
    const [fewest, most] = intrinsic.arity;
    if (parameters.length < fewest || parameters.length > most)
      throw new ExpressionProblem(`${name} does not take ${parameters.length} arguments`);
    const text = this.#text.slice(start, this.#at);
    return { kind: 'call', text, intrinsic, parameters };
  }

  #parameters(depth: number): Expression[] {
    if (this.#take(/\(\s*/y) === undefined) this.#fail('an opening parenthesis is missing');
    const parameters: Expression[] = [];
    while (this.#take(/\s*\)/y) === undefined) {
      if (parameters.length > 0 && this.#take(/\s*,\s*/y) === undefined)
        this.#fail('a comma or a closing parenthesis is missing');
      parameters.push(this.#parameter(depth));
    }
    return parameters;
  }

  #parameter(depth: number): Expression {
    const quoted = this.#take(/'(?:[^'\\]|\\.)*'/y);
    // Backslashes before braces stay: States.Format reads them.
    if (quoted !== undefined)
      return { kind: 'value', value: quoted.slice(1, -1).replace(/\\(['\\])/g, '$1') };
    const constant = this.#take(/(?:null|true|false|-?\d+(?:\.\d+)?)(?=\s*[,)])/y);
    if (constant !== undefined) return { kind: 'value', value: JSON.parse(constant) };
    const path = this.#take(/\$(?:\['[^']*'\]|[^,()'\s])*/y);
    if (path === undefined) return this.#call(depth + 1);
    const read = readPath(path);
    if ('problem' in read) throw new ExpressionProblem(read.problem);
    return { kind: 'path', path: read };
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match[0];
  }

  #fail(reason: string): never {
    throw new ExpressionProblem(
      `"${this.#text}" cannot be read at character ${this.#at}: ${reason}`,
    );
  }
}
