/** What the session's code finds in a browser, for tests without one: what a tab keeps, and where it goes. */
import type { Whereabouts } from '#browser/session/session.ts';

export class Tab {
  readonly kept = new Map<string, string>();
  /** Addresses that the browser was sent to. */
  readonly visits: string[] = [];
  readonly location: Whereabouts;

  constructor() {
    const { kept, visits } = this;
    const sessionStorage = new Proxy(
      {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
        removeItem: (key: string) => void kept.delete(key),
      },
      // `Object.keys` tells what is kept.
      {
        ownKeys: () => [...kept.keys()],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      },
    );
    Object.defineProperty(globalThis, 'sessionStorage', {
      value: sessionStorage,
      configurable: true,
    });
    const go = (url: string) => void visits.push(url);
    this.location = { origin: 'https://pages.example', replace: go, assign: go };
  }

  /** Names, without the pages' prefix. */
  get names(): string[] {
    return [...this.kept.keys()].map((key) => key.replace('remote-wipe.', '')).sort();
  }
}
