/** Whom the issuer may still know in this browser: kept from their sign-in until they have signed out. */
import * as z from 'zod/mini';
import { keep, readKept } from './kept.ts';

const Known = z.object({
  /** The token's `sub`; empty where a sign-in broke off before it said. What else is kept in the tab is theirs. */
  person: z.string(),
  /** Whether they have to show anew who they are: then a reload does not do. */
  isOver: z.boolean(),
});
export type Known = z.infer<typeof Known>;

/** What it is kept as. */
export const KNOWN = 'known';

export const readKnown = (): Known | undefined => readKept(KNOWN, Known);

export function keepKnown(known: Known): void {
  keep(KNOWN, known);
}
