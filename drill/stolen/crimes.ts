/** What somebody does with a stolen sign-in that is valid in every way: who asks, by which call, for whose lines. */
import type { FurtherPerson } from '#demo/further-people.ts';
import type { Sample } from '#demo/lines.ts';

export const CRIMES = ['stolen-clerk', 'stolen-shop', 'stolen-business'] as const;
export type CrimeName = (typeof CRIMES)[number];

/** One of those whose sign-in was stolen; `person` is what the service knows them as. */
export type Thief = FurtherPerson & { readonly role: 'shop' | 'subscriber' };

/** What a request for a wipe is about. */
export interface Target {
  readonly lineId: string;
  readonly enrolmentId: string;
  readonly lastFour: string;
}

export interface Crime {
  readonly thieves: readonly Thief[];
  /** Agrees to whatever waits for a second person, where there is one. */
  readonly approver?: FurtherPerson;
  /** The n-th line whose handset is to be wiped, from 0. */
  line(n: number): Sample;
  /** The n-th request, from 0. */
  request(target: Target, n: number): { readonly path: string; readonly body: object };
}

const CLERKS = 20;
const SHOP = 'shop-stolen';

const clerk = (id: string): Thief => ({
  ...{ id, name: `Stolen ${id}`, person: `p-${id}` },
  ...{ role: 'shop', shop: SHOP },
});

/** Lines of as many accounts, whose people never came to the shop; `isPresent`: what the clerk says of that. */
const byClerks = (isPresent: (n: number) => boolean) => ({
  line: (n: number): Sample => ({
    ...{ account: `a-victim-${n + 1}`, plan: 'docomo', mail: `victim-${n + 1}@example.com` },
  }),
  request: ({ lineId, enrolmentId, lastFour }: Target, n: number) => ({
    path: `/v1/shop/lines/${lineId}/wipes`,
    body: {
      ...{ enrolmentId, lastFour, consents: [], documents: ['driving-licence'] },
      ...{ reservation: true, customerPresent: isPresent(n) },
    },
  }),
});

export const CRIME: Readonly<Record<CrimeName, Crime>> = {
  'stolen-clerk': { ...byClerks(() => true), thieves: [clerk('clerk-0')] },
  'stolen-shop': {
    // Every other one for a customer who is not there, which the approver has to agree to.
    ...byClerks((n) => n % 2 === 0),
    thieves: Array.from({ length: CLERKS }, (_, n) => clerk(`clerk-${n + 1}`)),
    approver: {
      ...{ id: 'shop-manager', name: 'Stolen approver', person: 'p-shop-manager' },
      ...{ role: 'approver', shop: SHOP },
    },
  },
  'stolen-business': {
    thieves: [
      {
        ...{ id: 'administrator', name: 'Stolen administrator', person: 'p-administrator' },
        ...{ role: 'subscriber', account: 'a-company' },
      },
    ],
    line: () => ({ account: 'a-company', plan: 'business', mail: 'it@company.example.com' }),
    request: ({ lineId, ...body }) => ({
      path: `/v1/lines/${lineId}/wipes`,
      body: { ...body, consents: [] },
    }),
  },
};
