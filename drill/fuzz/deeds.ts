/** What sound requests that were taken have done: the one account of what may be found changed. */

/** One thing that somebody did to a wipe, or wrote into a journal. */
export interface Deed {
  /** The wipe's id, or the journal's scope. */
  readonly about: string;
  /** The type of the event, or of the entry. */
  readonly type: string;
  /** The `person` claim of whoever did it. */
  readonly by: string;
}

const keyOf = ({ about, type, by }: Deed) => `${about} ${type} ${by}`;

export class Deeds {
  readonly #times = new Map<string, number>();
  readonly #kinds = new Set<string>();

  add(deed: Deed): void {
    this.#times.set(keyOf(deed), this.times(deed) + 1);
    this.#kinds.add(`${deed.about} ${deed.type}`);
  }

  /** How often it was done, at most: the same once more may have changed nothing. */
  times(deed: Deed): number {
    return this.#times.get(keyOf(deed)) ?? 0;
  }

  /** Whether anybody did it at all. */
  has(about: string, ...types: readonly string[]): boolean {
    return types.some((type) => this.#kinds.has(`${about} ${type}`));
  }

  /** Answers of each whether it is explained, in their order: what is there more often than it was done is not. */
  explain(found: readonly Deed[]): boolean[] {
    const seen = new Map<string, number>();
    return found.map((deed) => {
      const times = (seen.get(keyOf(deed)) ?? 0) + 1;
      seen.set(keyOf(deed), times);
      return times <= this.times(deed);
    });
  }
}
