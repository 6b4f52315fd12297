/** Puts a result into a state's input where ResultPath says (https://states-language.net/spec.html#filters). */
import { isObject, type Json } from './json.ts';
import type { Path } from './path.ts';
import { StateError } from './state-error.ts';

/**
 * `null` discards the result; `$` replaces the input. Missing objects on the way are made.
 * @throws StateError `States.ResultPathMatchFailure` where something on the way is not an object or has no such index.
 */
export function placeResult(input: Json, path: Path | null, result: Json): Json {
  return path === null ? input : place(input, path, 0, result);
}

function place(target: Json | undefined, path: Path, depth: number, result: Json): Json {
  const step = path.steps[depth];
  if (step === undefined) return result;
  if (typeof step === 'number') {
    if (!Array.isArray(target) || step >= target.length) throw mismatch(path);
    return target.with(step, place(target[step], path, depth + 1, result));
  }
  if (target !== undefined && !isObject(target)) throw mismatch(path);
  const inner = target !== undefined && Object.hasOwn(target, step) ? target[step] : undefined;
  return { ...target, [step]: place(inner, path, depth + 1, result) };
}

function mismatch(path: Path): StateError {
  return new StateError(
    'States.ResultPathMatchFailure',
    `Unable to apply ReferencePath ${path.text} to input`,
  );
}
