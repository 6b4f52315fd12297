/** Shows states of pages, each in the browser of whoever sees it: one for nobody, and one for each person who is signed in. */
import type { PageState } from './states.ts';
import type { Visitor } from './visitor.ts';

export type Show = (state: PageState) => Promise<Visitor>;

/** `come` brings somebody who has not been there. */
export function showing(come: () => Promise<Visitor>): Show {
  const visitors = new Map<string, Visitor>();
  return async (state) => {
    const { name, as, apart } = state;
    const who = apart ? name : (as ?? 'nobody');
    const visitor = visitors.get(who) ?? (await come());
    visitors.set(who, visitor);
    await visitor.show(state);
    return visitor;
  };
}
