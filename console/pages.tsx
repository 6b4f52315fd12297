/** The pages of the console: their addresses, who they are for, and which the navigation lists. */
import type { ReactNode } from 'react';
import type { Role } from '#functions/contract/roles.ts';
import { APPROVALS } from './addresses.ts';
import { ApprovalsPage } from './pages/approvals.tsx';
import { ClerkPage } from './pages/clerk.tsx';
import { DispatchPage } from './pages/dispatch.tsx';
import { HealthPage } from './pages/health.tsx';
import { WhyPage } from './pages/why.tsx';
import { WipePage } from './pages/wipe.tsx';
import { WipesPage } from './pages/wipes.tsx';
import type { Texts } from './texts/texts.ts';

type PlaceName = keyof Texts['frame']['pages'];

type Parameters = Readonly<Record<string, string | undefined>>;

export interface Place {
  readonly name: PlaceName;
  readonly path: string;
  readonly roles: readonly Role[];
  readonly isListed: boolean;
  /** The listed places that it is below: the one of them that is for the person. */
  readonly below?: readonly PlaceName[];
  /** What the tab says where the name of the place does not tell it from others of its kind. */
  readonly title?: (parameters: Parameters, texts: Texts) => string;
  readonly page: (parameters: Parameters) => ReactNode;
}

const OPERATIONS = { roles: ['ops'], isListed: true } as const;

/** In the order of the navigation. Whoever comes without an address is led to the first that is for them. */
export const PAGES: readonly Place[] = [
  { ...OPERATIONS, name: 'wipes', path: '/wipes', page: () => <WipesPage /> },
  { ...OPERATIONS, name: 'dispatch', path: '/dispatch', page: () => <DispatchPage /> },
  { ...OPERATIONS, name: 'why', path: '/why', page: () => <WhyPage /> },
  { ...OPERATIONS, name: 'health', path: '/health', page: () => <HealthPage /> },
  {
    ...OPERATIONS,
    name: 'clerk',
    path: '/clerks/:person',
    isListed: false,
    below: ['dispatch'],
    title: ({ person = '' }, { clerk }) => clerk.title(person),
    page: ({ person = '' }) => <ClerkPage person={person} />,
  },
  {
    name: 'approvals',
    path: APPROVALS,
    roles: ['approver'],
    isListed: true,
    page: () => <ApprovalsPage />,
  },
  {
    name: 'wipe',
    path: '/wipes/:wipeId',
    roles: ['ops', 'approver'],
    isListed: false,
    below: ['wipes', 'approvals'],
    title: ({ wipeId = '' }) => wipeId,
    page: ({ wipeId = '' }) => <WipePage wipeId={wipeId} />,
  },
];
