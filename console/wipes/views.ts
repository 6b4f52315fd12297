/**
 * Views of the list: searches under a name. Some are there for everybody; one's own stay in this browser, past a sign-out
 * too, and nobody else is shown them there. What others are to have is the page's address.
 */
import { useState } from 'react';
import * as z from 'zod/mini';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import type { Texts } from '../texts/texts.ts';

const Views = z.array(z.object({ name: z.string(), query: z.string() }));
export type View = z.infer<typeof Views>[number];

const ENDED = STATE_NAMES.filter(hasEnded).join(',');
const OPEN = STATE_NAMES.filter((state) => !hasEnded(state)).join(',');

/** By the key of its words, the query of the page's address. */
const GIVEN: Readonly<Record<keyof Texts['wipes']['views']['given'], string>> = {
  all: '',
  stuck: 'stuck=true',
  open: `state=${OPEN}`,
  held: 'state=held',
  approval: 'state=awaiting-approval',
  ended: `state=${ENDED}`,
};

/** What everybody has. */
export const givenViews = ({ wipes }: Texts): readonly View[] =>
  Object.entries(wipes.views.given).map(([key, name]) => ({
    name,
    query: new URLSearchParams(
      Object.entries(GIVEN).find(([given]) => given === key)?.[1],
    ).toString(),
  }));

/** A view for each name: one that is kept again is kept anew. */
export const withView = (views: readonly View[], view: View): readonly View[] => [
  ...views.filter(({ name }) => name !== view.name),
  view,
];

/** The person's own, and what keeps them. */
export function useOwnViews(person: string) {
  const place = `remote-wipe.views.${person}`;
  const [views, setViews] = useState<readonly View[]>(() => read(place));
  return [
    views,
    (changed: readonly View[]) => {
      localStorage.setItem(place, JSON.stringify(changed));
      setViews(changed);
    },
  ] as const;
}

/** None where there are none, or some that an earlier version of the console wrote. */
function read(place: string): readonly View[] {
  try {
    const parsed = Views.safeParse(JSON.parse(localStorage.getItem(place) ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}
