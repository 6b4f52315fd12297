/** Where the person is among the pages, and the way back up. */
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import { matchRoute, useLocation, useRouter } from 'wouter';
import { useTexts } from '../console.ts';
import type { Place } from '../pages.tsx';

/** `places` are those that are for the person. */
export function Breadcrumbs({ places }: { readonly places: readonly Place[] }) {
  const { pages } = useTexts().frame;
  const { parser } = useRouter();
  const [path, go] = useLocation();
  const here = places.find((place) => matchRoute(parser, place.path, path)[0]);
  if (here === undefined) return null;
  const above = places.find(({ name }) => here.below?.includes(name));
  return (
    <BreadcrumbGroup
      items={[...(above ? [above] : []), here].map((place) => ({
        text: pages[place.name],
        href: place === here ? path : place.path,
      }))}
      onFollow={(event) => {
        event.preventDefault();
        go(event.detail.href);
      }}
    />
  );
}
