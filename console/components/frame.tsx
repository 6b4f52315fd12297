/** What stands around every page of the console: its name, the languages, the way out, and where one can go. */
import AppLayoutToolbar from '@cloudscape-design/components/app-layout-toolbar';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import TopNavigation, {
  type TopNavigationProps,
} from '@cloudscape-design/components/top-navigation';
import { applyMode, Mode } from '@cloudscape-design/global-styles';
import { type ReactNode, useEffect } from 'react';
import { useLocation } from 'wouter';
import { LANGUAGES } from '#browser/language.ts';
import { useConsole, useSession } from '../console.ts';
import { PAGES } from '../pages.tsx';
import { ZONES } from '../time.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { usePageName } from './page-name.ts';

/** Follows what the machine is set to. */
function useColours(): void {
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => applyMode(dark.matches ? Mode.Dark : Mode.Light);
    follow();
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, []);
}

export function Frame({ children }: { readonly children: ReactNode }) {
  useColours();
  const { texts } = useConsole();
  const { frame } = texts;
  const state = useSession();
  const [path, go] = useLocation();
  const places =
    state.kind === 'signed-in'
      ? PAGES.filter(({ roles }) => roles.includes(state.claims.role))
      : [];
  usePageName(places);
  const listed = places.filter(({ isListed }) => isListed);
  return (
    <>
      <div id="header">
        <TopNavigation
          identity={{ href: '/', title: frame.title }}
          utilities={useUtilities(state.kind === 'signed-in')}
        />
      </div>
      <AppLayoutToolbar
        headerSelector="#header"
        toolsHide
        navigationHide={listed.length === 0}
        breadcrumbs={<Breadcrumbs places={places} />}
        navigation={
          <SideNavigation
            activeHref={`/${path.split('/')[1]}`}
            items={listed.map(({ name, path: href }) => ({
              type: 'link',
              href,
              text: frame.pages[name],
            }))}
            onFollow={(event) => {
              event.preventDefault();
              go(event.detail.href);
            }}
          />
        }
        content={children}
      />
    </>
  );
}

function useUtilities(isIn: boolean): readonly TopNavigationProps.Utility[] {
  const { session, texts, language, speak, readOnly, setReadOnly, zone, setZone } = useConsole();
  const { frame, signIn } = texts;
  const languages = choice({
    name: frame.languageSwitch,
    all: LANGUAGES,
    chosen: language,
    words: frame.languages,
    short: frame.languages,
    onChoose: speak,
  });
  if (!isIn) return [languages];
  return [
    {
      type: 'button',
      iconName: readOnly ? 'lock-private' : 'edit',
      text: readOnly ? frame.readOnly.on : frame.readOnly.off,
      onClick: () => setReadOnly(!readOnly),
    },
    choice({
      name: frame.zones.name,
      all: ZONES,
      chosen: zone,
      words: frame.zones.long,
      short: frame.zones.short,
      onChoose: setZone,
    }),
    languages,
    { type: 'button', text: signIn.signOut, onClick: () => void session.signOut() },
  ];
}

interface Choice<Value extends string> {
  readonly name: string;
  readonly all: readonly Value[];
  readonly chosen: Value;
  readonly words: Readonly<Record<Value, string>>;
  /** As the bar has it. */
  readonly short: Readonly<Record<Value, string>>;
  readonly onChoose: (value: Value) => void;
}

/** A menu of which one thing is chosen, and is its name. */
function choice<Value extends string>({
  name,
  all,
  chosen,
  words,
  short,
  onChoose,
}: Choice<Value>): TopNavigationProps.Utility {
  return {
    type: 'menu-dropdown',
    text: short[chosen],
    ariaLabel: `${name}: ${short[chosen]}`,
    items: all.map((id) => ({ id, text: words[id] })),
    onItemClick: ({ detail }) => {
      const value = all.find((each) => each === detail.id);
      if (value !== undefined) onChoose(value);
    },
  };
}
