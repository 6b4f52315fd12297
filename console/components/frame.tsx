/** What stands around every page of the console: its name, the languages, the way out, and where one can go. */
import AppLayout from '@cloudscape-design/components/app-layout';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import TopNavigation from '@cloudscape-design/components/top-navigation';
import { applyMode, Mode } from '@cloudscape-design/global-styles';
import { type ReactNode, useEffect } from 'react';
import { useLocation } from 'wouter';
import { LANGUAGES } from '#browser/language.ts';
import { useConsole, useSession } from '../console.ts';

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
  const { session, texts, language, speak } = useConsole();
  const { common } = texts;
  const state = useSession();
  const [path, go] = useLocation();
  const isIn = state.kind === 'signed-in';
  return (
    <>
      <div id="header">
        <TopNavigation
          identity={{ href: '/', title: common.title }}
          utilities={[
            {
              type: 'menu-dropdown',
              text: common.languages[language],
              title: common.languageSwitch,
              items: LANGUAGES.map((id) => ({ id, text: common.languages[id] })),
              onItemClick: ({ detail }) => {
                const chosen = LANGUAGES.find((each) => each === detail.id);
                if (chosen !== undefined) speak(chosen);
              },
            },
            ...(isIn
              ? [
                  {
                    type: 'button',
                    text: common.signOut,
                    onClick: () => void session.signOut(),
                  } as const,
                ]
              : []),
          ]}
        />
      </div>
      <AppLayout
        headerSelector="#header"
        toolsHide
        navigationHide={!isIn}
        navigation={
          <SideNavigation
            activeHref={`/${path.split('/')[1]}`}
            items={[
              { type: 'link', href: '/wipes', text: common.pages.wipes },
              { type: 'link', href: '/dispatch', text: common.pages.dispatch },
            ]}
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
