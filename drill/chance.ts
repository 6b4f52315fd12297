/** Choices that come from a seed: the same seed, the same choices in the same order. */
import { createHash } from 'node:crypto';

export class Chance {
  readonly #seed: string;
  #drawn = 0;

  constructor(seed: string | number) {
    this.#seed = String(seed);
  }

  /** Choices of their own for one purpose, whatever else is drawn meanwhile. */
  fork(purpose: string): Chance {
    return new Chance(`${this.#seed}/${purpose}`);
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.#fraction() * (most - least + 1));
  }

  /** True in so many of a hundred cases. */
  percent(share: number): boolean {
    return this.#fraction() * 100 < share;
  }

  /** One of a list. @throws RangeError for an empty list. */
  pick<Item>(list: readonly Item[]): Item {
    const found = list[this.between(0, list.length - 1)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  }

  /** One of the names, each as often as its weight says. @throws RangeError when there are none. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
    return this.pick(
      Object.keys(weights).flatMap((name) =>
        isNameOf(weights, name) ? Array.from({ length: weights[name] }, () => name) : [],
      ),
    );
  }

  /** From 0, included, to 1, excluded: 48 bits of a hash that no two draws share. */
  #fraction(): number {
    this.#drawn += 1;
    const hash = createHash('sha256').update(`${this.#seed}#${this.#drawn}`).digest();
    return hash.readUIntBE(0, 6) / 2 ** 48;
  }
}

const isNameOf = <Name extends string>(
  weights: Readonly<Record<Name, number>>,
  name: string,
): name is Name => Object.hasOwn(weights, name);
