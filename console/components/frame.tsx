/** What stands around every page of the console: its name, the languages, the way out, and where one can go. */
import AppLayout from '@cloudscape-design/components/app-layout';
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
  const { common } = texts;
  const state = useSession();
  const [path, go] = useLocation();
  const pages =
    state.kind === 'signed-in'
      ? PAGES.filter(({ roles, isListed }) => isListed && roles.includes(state.claims.role))
      : [];
  return (
    <>
      <div id="header">
        <TopNavigation
          identity={{ href: '/', title: common.title }}
          utilities={useUtilities(state.kind === 'signed-in')}
        />
      </div>
      <AppLayout
        headerSelector="#header"
        toolsHide
        navigationHide={pages.length === 0}
        navigation={
          <SideNavigation
            activeHref={`/${path.split('/')[1]}`}
            items={pages.map(({ name, path: href }) => ({
              type: 'link',
              href,
              text: common.pages[name],
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
  const { session, texts, language, speak, readOnly, setReadOnly } = useConsole();
  const { common } = texts;
  const languages: TopNavigationProps.Utility = {
    type: 'menu-dropdown',
    text: common.languages[language],
    ariaLabel: `${common.languageSwitch}: ${common.languages[language]}`,
    items: LANGUAGES.map((id) => ({ id, text: common.languages[id] })),
    onItemClick: ({ detail }) => {
      const chosen = LANGUAGES.find((each) => each === detail.id);
      if (chosen !== undefined) speak(chosen);
    },
  };
  if (!isIn) return [languages];
  return [
    {
      type: 'button',
      iconName: readOnly ? 'lock-private' : 'edit',
      text: readOnly ? common.readOnly.on : common.readOnly.off,
      onClick: () => setReadOnly(!readOnly),
    },
    languages,
    { type: 'button', text: common.signOut, onClick: () => void session.signOut() },
  ];
}
