/** The name of the page in the tab, and the focus on its heading once one has come to another page. */
import { useEffect, useRef } from 'react';
import { matchRoute, useLocation, useRouter } from 'wouter';
import { useTexts } from '../console.ts';
import type { Place } from '../pages.tsx';

/** `places` are those that are for the person: none where nobody is in, and the console alone has a name. */
export function usePageName(places: readonly Place[]): void {
  const texts = useTexts();
  const { frame } = texts;
  const { parser } = useRouter();
  const [path] = useLocation();
  const names = places.flatMap(({ name, path: pattern, title }) => {
    const [isHere, parameters] = matchRoute(parser, pattern, path);
    return isHere ? [title?.(parameters, texts) ?? frame.pages[name]] : [];
  });
  const [name = places.length > 0 ? frame.notFound : undefined] = names;
  useEffect(() => {
    document.title = name === undefined ? frame.title : `${name} - ${frame.title}`;
  }, [name, frame]);

  // The first page of a visit, and the one that the bare address leads to, leave the focus where the browser puts it.
  const before = useRef<string>(undefined);
  useEffect(() => {
    if (path === '/') return;
    if (before.current !== undefined && before.current !== path) focusHeading();
    before.current = path;
  }, [path]);
}

/** Cloudscape has no way to make its headings take the focus. */
function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus();
}
