/** Which of two kinds of names belong together, found from either side. */
export class Pairs {
  readonly #rights = new Map<string, Set<string>>();
  readonly #lefts = new Map<string, Set<string>>();

  add(left: string, right: string): void {
    put(this.#rights, left, right);
    put(this.#lefts, right, left);
  }

  delete(left: string, right: string): void {
    drop(this.#rights, left, right);
    drop(this.#lefts, right, left);
  }

  has(left: string, right: string): boolean {
    return this.#rights.get(left)?.has(right) ?? false;
  }

  rightsOf(left: string): readonly string[] {
    return [...(this.#rights.get(left) ?? [])];
  }

  leftsOf(right: string): readonly string[] {
    return [...(this.#lefts.get(right) ?? [])];
  }

  *[Symbol.iterator](): Generator<readonly [left: string, right: string]> {
    for (const [left, rights] of this.#rights) for (const right of rights) yield [left, right];
  }
}

function put(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, new Set([value]));
  else values.add(value);
}

function drop(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key);
  values?.delete(value);
  if (values?.size === 0) map.delete(key);
}
