/** Sessions, grants, codes and interactions in memory: a restart of the cloud signs everybody out. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  /** Epoch milliseconds of the thread's (shifted) `Date`. */
  readonly expiresAt: number;
}

/** When it holds more, it looks for what has expired. */
const SWEEP_SIZE = 1000;

export class TokenStore {
  readonly #entries = new Map<string, Entry>();

  /** The storage of one model; the names are the provider's. */
  adapter(model: string): Adapter {
    const keyOf = (id: string) => `${model} ${id}`;
    return {
      upsert: async (id, payload, expiresIn) => {
        this.#sweep();
        const life = expiresIn === undefined ? Number.POSITIVE_INFINITY : expiresIn * 1000;
        this.#entries.set(keyOf(id), { payload, expiresAt: Date.now() + life });
      },
      find: async (id) => this.#live(keyOf(id)),
      findByUid: async (uid) => this.#search(model, (payload) => payload.uid === uid),
      findByUserCode: async (code) => this.#search(model, (payload) => payload.userCode === code),
      consume: async (id) => {
        const entry = this.#entries.get(keyOf(id));
        const consumed = Math.floor(Date.now() / 1000);
        if (entry !== undefined)
          this.#entries.set(keyOf(id), { ...entry, payload: { ...entry.payload, consumed } });
      },
      destroy: async (id) => {
        this.#entries.delete(keyOf(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [key, { payload }] of this.#entries)
          if (payload.grantId === grantId) this.#entries.delete(key);
      },
    };
  }

  #live(key: string): AdapterPayload | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.expiresAt > Date.now()) return entry?.payload;
    this.#entries.delete(key);
    return undefined;
  }

  #search(model: string, fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, { payload }] of this.#entries)
      if (key.startsWith(`${model} `) && fits(payload)) return this.#live(key);
    return undefined;
  }

  #sweep(): void {
    if (this.#entries.size > SWEEP_SIZE) for (const key of this.#entries.keys()) this.#live(key);
  }
}
