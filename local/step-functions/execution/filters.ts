/** Input and output processing of a state (https://states-language.net/spec.html#filters). */
import type { Json } from '../language/json.ts';
import { find, type Path, type Scope } from '../language/path.ts';
import { placeResult } from '../language/result-path.ts';
import { runtimeError } from '../language/state-error.ts';
import { fill, type Template } from '../language/template.ts';

/** InputPath and OutputPath. @throws StateError `States.Runtime` for a path that finds nothing. */
export function select(path: Path | null | undefined, scope: Scope): Json {
  if (path === undefined) return scope.data;
  if (path === null) return {};
  const value = find(path, scope);
  if (value !== undefined) return value;
  throw runtimeError(`Invalid path '${path.text}' : No results for path: ${normalized(path)}`);
}

/** The bracket form in which AWS names a path that finds nothing. */
const normalized = ({ root, steps }: Path) =>
  (root === 'context' ? '$$' : '$') +
  steps.map((step) => (typeof step === 'number' ? `[${step}]` : `['${step}']`)).join('');

interface OutputFilters {
  readonly ResultSelector?: Template;
  readonly ResultPath?: Path | null;
  readonly OutputPath?: Path | null;
}

/** From a state's input and its result to its output. @throws StateError */
export function outputOf(filters: OutputFilters, input: Json, result: Json, context: Json): Json {
  const selected =
    filters.ResultSelector === undefined
      ? result
      : fill(filters.ResultSelector, { data: result, context });
  return select(filters.OutputPath, { data: place(filters, input, selected), context });
}

/** Where ResultPath puts a result; without one it replaces the input. */
export function place(
  { ResultPath }: Pick<OutputFilters, 'ResultPath'>,
  input: Json,
  result: Json,
): Json {
  return ResultPath === undefined ? result : placeResult(input, ResultPath, result);
}
