/** Paths into a state's data and into the context object: names and indexes, nothing that selects several values. */
import type { Json } from './json.ts';
import { isObject } from './json.ts';

export interface Path {
  /** As written, for error messages. */
  readonly text: string;
  /** `$` is the data, `$$` the context object. */
  readonly root: 'data' | 'context';
  readonly steps: readonly (string | number)[];
}

/** What `$` and `$$` stand for. */
export interface Scope {
  readonly data: Json;
  readonly context: Json;
}

const STEP = /\.([\p{L}_][\p{L}\p{N}_-]*)|\[(\d{1,9})\]|\['([^'\\]+)'\]|\["([^"\\]+)"\]/uy;

/** Reads a path, or says why it is not one that is hosted. */
export function readPath(text: string): Path | { readonly problem: string } {
  if (!text.startsWith('$')) return { problem: `"${text}" is not a path: a path starts with $` };
  const root = text.startsWith('$$') ? 'context' : 'data';
  const steps: (string | number)[] = [];
  let at = root === 'context' ? 2 : 1;
  while (at < text.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(text);
    if (match === null)
      return {
        problem: `the path "${text}" is not supported: only names ($.a, $['a']) and indexes ($.a[0]) are`,
      };
    const [, name, index, quoted, doublyQuoted] = match;
    steps.push(index === undefined ? (name ?? quoted ?? doublyQuoted ?? '') : Number(index));
    at = STEP.lastIndex;
  }
  return { text, root, steps };
}

/** What a path leads to, or `undefined` where it leads nowhere. */
export function find(path: Path, scope: Scope): Json | undefined {
  let value: Json | undefined = scope[path.root];
  for (const step of path.steps) {
    if (typeof step === 'number') value = Array.isArray(value) ? value[step] : undefined;
    else value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}
