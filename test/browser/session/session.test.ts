import { beforeEach, describe, expect, test } from '@jest/globals';
import { keepLanguage } from '#browser/language.ts';
import { keep } from '#browser/session/kept.ts';
import { Session } from '#browser/session/session.ts';
import {
  type SignInPlace,
  SignInRefused,
  type Tokens,
  type Wish,
} from '#browser/session/sign-in-place.ts';
import { Tab } from './tab.ts';

const CALLBACK = new URL('https://pages.example/callback?code=c');
const SIGN_IN = 'https://issuer.example/auth';
const SIGN_OUT = 'https://issuer.example/end';
/** Seconds epoch. */
const LATER = 4_000_000_000;

const tokensOf = (sub: string, exp = LATER): Tokens => ({
  accessToken: `token of ${sub}`,
  idToken: `id of ${sub}`,
  claims: { sub, role: 'subscriber', exp },
});

/** An issuer that answers what it is told to. */
class SomeIssuer implements SignInPlace {
  readonly wishes: Wish[] = [];
  /** By which ID tokens a session was ended. */
  readonly ended: (string | undefined)[] = [];
  answer: () => Promise<Tokens> = () => Promise.reject(new TypeError('Failed to fetch'));
  isThere = true;

  async begin(wish: Wish) {
    this.wishes.push(wish);
    return { url: SIGN_IN, attempt: { verifier: 'v', state: 's' } };
  }

  finish() {
    return this.answer();
  }

  async refresh() {
    return undefined;
  }

  async end({ idToken }: Partial<Tokens>) {
    if (!this.isThere) throw new TypeError('Failed to fetch');
    this.ended.push(idToken);
    return SIGN_OUT;
  }
}

let tab: Tab;
let issuer: SomeIssuer;
beforeEach(() => {
  tab = new Tab();
  issuer = new SomeIssuer();
});

const asks = { language: 'ja' };

/** As after the page was loaded anew. */
const loaded = () => new Session(issuer, tab.location);

/** Goes to the issuer from a page, and comes back with what it answers. */
async function signIn(
  answer: SomeIssuer['answer'],
  wish: Parameters<Session['signIn']>[1] = asks,
): Promise<Session> {
  await loaded().signIn('/lines/a', wish);
  issuer.answer = answer;
  const session = loaded();
  await session.comeBack(CALLBACK);
  return session;
}

const as = (sub: string) => async () => tokensOf(sub);
const refused = (error: string) => () => Promise.reject(new SignInRefused({ error }));
const cutOff = () => Promise.reject(new TypeError('Failed to fetch'));

describe('whoever comes back from the issuer', () => {
  test.each([
    ['signed in', as('hanako'), { kind: 'signed-in' }],
    ['refused', refused('access_denied'), { kind: 'signed-out', why: 'refused', leftOpen: false }],
    [
      'without the device',
      refused('unmet_authentication_requirements'),
      { kind: 'signed-out', why: 'lost-factor', leftOpen: false },
    ],
    ['cut off', cutOff, { kind: 'signed-out', why: 'unfinished', leftOpen: true }],
  ])('%s is where they were, and told so', async (_how, answer, state) => {
    await loaded().signIn('/lines/a?b=c', { language: 'ja', stepUp: {} });
    issuer.answer = answer;
    const session = loaded();

    const arrival = await session.comeBack(CALLBACK);

    expect(arrival).toMatchObject({ returnTo: '/lines/a?b=c', isStepUp: true });
    expect(session.state).toMatchObject(state);
  });

  test('cut off is signed in by a reload', async () => {
    await signIn(cutOff);

    expect(loaded().wasSignedIn).toBe(true);
  });

  test.each([
    ['the same person', 'hanako', ['form', 'known', 'language', 'last-act']],
    ['somebody else', 'taro', ['known', 'language', 'last-act']],
  ])('as %s finds what is theirs of what was entered', async (_who, sub, names) => {
    await signIn(as('hanako'));
    keep('form', { lastFour: '0001' });
    keepLanguage('en');

    await signIn(as(sub));

    expect(tab.names).toEqual(names);
  });

  test('after nobody knows whom finds nothing that was entered', async () => {
    keep('form', { lastFour: '0001' });

    await signIn(as('hanako'));

    expect(tab.names).not.toContain('form');
  });
});

describe('somebody whose sign-in is over', () => {
  const ends: readonly (readonly [string, () => Promise<Session>])[] = [
    [
      'for the service',
      async () => {
        const session = await signIn(as('hanako'));
        session.lost();
        return session;
      },
    ],
    [
      'for want of a new token',
      async () => {
        const session = await signIn(async () => tokensOf('hanako', 0));
        await session.token();
        return session;
      },
    ],
    [
      'at the issuer',
      async () => {
        await signIn(as('hanako'));
        return signIn(refused('login_required'), { language: 'ja', silent: true });
      },
    ],
  ];

  test.each(ends)('%s can be signed out, also after a reload', async (_how, over) => {
    const session = await over();

    const state = { kind: 'signed-out', why: 'over', leftOpen: true };
    expect(session.state).toEqual(state);
    expect(loaded().state).toEqual(state);
  });

  test.each(ends)('%s has to show anew who they are, also after a reload', async (_how, over) => {
    const session = await over();
    issuer.wishes.length = 0;

    await session.signIn('/', asks);
    await loaded().signIn('/', asks);

    expect(loaded().wasSignedIn).toBe(false);
    expect(issuer.wishes.map(({ fresh }) => fresh)).toEqual([true, true]);
  });

  test('ends it at the issuer by the token of then', async () => {
    const session = await signIn(as('hanako'));
    session.lost();

    await session.signOut();

    expect(issuer.ended).toEqual(['id of hanako']);
  });
});

test('a reload asks the issuer, and no person', async () => {
  await signIn(as('hanako'));
  issuer.wishes.length = 0;
  const session = loaded();

  await session.signIn('/', { language: 'ja', silent: true });

  expect(session.wasSignedIn).toBe(true);
  expect(issuer.wishes).toEqual([{ language: 'ja', silent: true, fresh: false }]);
});

describe('signing out', () => {
  test('shows nothing more of anybody before the issuer has answered, and asks it once', async () => {
    const session = await signIn(as('hanako'));
    keep('form', {});
    const told: unknown[] = [];
    session.listen(() => told.push(session.state));

    const both = [session.signOut(), session.signOut()];

    expect(told).toEqual([{ kind: 'signing-out', failed: false }]);
    expect(tab.names).not.toContain('form');
    expect(await session.token()).toBeUndefined();
    await Promise.all(both);
    expect(issuer.ended).toEqual(['id of hanako']);
    expect(tab.visits.at(-1)).toBe(SIGN_OUT);
  });

  test('says where the issuer was not reached, and does it another time', async () => {
    const session = await signIn(as('hanako'));
    issuer.isThere = false;

    await session.signOut();

    expect(session.state).toEqual({ kind: 'signing-out', failed: true });
    expect(loaded().state).toMatchObject({ leftOpen: true });
    expect(tab.visits).not.toContain(SIGN_OUT);
    issuer.isThere = true;
    await session.signOut();
    expect(issuer.ended).toEqual(['id of hanako']);
    expect(tab.visits.at(-1)).toBe(SIGN_OUT);
  });

  test('in another tab leaves nothing in this one, ends its tokens, and asks the next person who they are', async () => {
    const session = await signIn(as('hanako'));
    keep('form', {});
    issuer.wishes.length = 0;

    session.endedElsewhere();

    expect(session.state).toEqual({ kind: 'signed-out', why: 'elsewhere', leftOpen: false });
    expect(tab.names).toEqual([]);
    expect(await session.token()).toBeUndefined();
    expect(issuer.ended).toEqual(['id of hanako']);
    expect(tab.visits).not.toContain(SIGN_OUT);
    await session.signIn('/', asks);
    expect(issuer.wishes).toEqual([{ language: 'ja', fresh: true }]);
  });

  test('in another tab is nothing to whoever is not signed in here, or signs out as well', async () => {
    const nobody = loaded();
    nobody.endedElsewhere();
    expect(nobody.state).toEqual({ kind: 'signed-out', leftOpen: false });

    const leaving = await signIn(as('hanako'));
    const left = leaving.signOut();
    leaving.endedElsewhere();

    expect(leaving.state).toEqual({ kind: 'signing-out', failed: false });
    await left;
    expect(issuer.ended).toEqual(['id of hanako']);
  });

  test('is done once the issuer sends the browser back', async () => {
    await (await signIn(as('hanako'))).signOut();
    const session = loaded();

    session.forget();

    expect(session.state).toEqual({ kind: 'signed-out', leftOpen: false });
    expect(tab.names).toEqual([]);
  });
});
