/** Who is signed in at this tab, and how that begins, is renewed and ends. */
import * as z from 'zod/mini';
import { now } from '../clock.ts';
import { LANGUAGE } from '../language.ts';
import type { Claims } from './claims.ts';
import { LAST_ACT, noteAct } from './idle.ts';
import { forget, forgetAll, keep, readKept } from './kept.ts';
import { KNOWN, type Known, keepKnown, readKnown } from './known.ts';
import { type SignInPlace, SignInRefused, type Tokens, type Wish } from './sign-in-place.ts';
import { type WhySignedOut, whyOf } from './why-signed-out.ts';

const Begun = z.object({
  verifier: z.string(),
  state: z.string(),
  returnTo: z.string(),
  isSilent: z.boolean(),
  isStepUp: z.boolean(),
});

/** Kept while the browser is at the issuer. */
const BEGUN = 'sign-in';
/** Milliseconds before a token ends at which a new one is asked for. */
const EARLY = 30_000;

export type SessionState =
  | { readonly kind: 'signed-in'; readonly claims: Claims }
  | {
      readonly kind: 'signed-out';
      readonly why?: WhySignedOut;
      /** Whether somebody was signed in and has not signed out: the issuer may know them, and what they entered is kept. */
      readonly leftOpen: boolean;
    }
  /** `failed`: the issuer was not reached, and may know them yet. */
  | { readonly kind: 'signing-out'; readonly failed: boolean };

/** Where somebody goes on who comes back from the issuer. */
export interface Arrival {
  /** A path of ours with its query. */
  readonly returnTo: string;
  /** Whether it was to show once more who they are, in the middle of something. */
  readonly isStepUp: boolean;
}

type Listener = () => void;

/** The browser's `location`, as far as it is needed. */
export interface Whereabouts {
  readonly origin: string;
  assign(url: string): void;
  replace(url: string): void;
}

export class Session {
  readonly #issuer: SignInPlace;
  readonly #location: Whereabouts;
  readonly #listeners = new Set<Listener>();
  #known: Known | undefined;
  #tokens: Tokens | undefined;
  /** The last that there were: by them the issuer ends its session, also when they are good for nothing else. */
  #lastTokens: Partial<Tokens> = {};
  #why: WhySignedOut | undefined;
  #signOut: 'running' | 'failed' | undefined;
  #renewal: Promise<Tokens | undefined> | undefined;

  constructor(issuer: SignInPlace, location: Whereabouts) {
    this.#issuer = issuer;
    this.#location = location;
    this.#known = readKnown();
    if (this.#known?.isOver) this.#why = 'over';
  }

  get state(): SessionState {
    if (this.#signOut) return { kind: 'signing-out', failed: this.#signOut === 'failed' };
    if (this.#tokens !== undefined) return { kind: 'signed-in', claims: this.#tokens.claims };
    const leftOpen = this.isOpen;
    return { kind: 'signed-out', leftOpen, ...(this.#why && { why: this.#why }) };
  }

  /** Whether somebody is signed in, or was and has not signed out. */
  get isOpen(): boolean {
    return this.#known !== undefined;
  }

  /** Whether a reload has only lost the tokens. */
  get wasSignedIn(): boolean {
    return this.#known?.isOver === false;
  }

  /** Answers what ends the listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends the browser to the issuer; it comes back to `returnTo`, a path of ours with its query. */
  async signIn(returnTo: string, wish: Omit<Wish, 'fresh'>): Promise<void> {
    const isSilent = wish.silent === true;
    // Whoever presses the button of somebody else's page gets no further by what the issuer remembers.
    const isOver = this.#known?.isOver === true || this.#why === 'elsewhere';
    const fresh = !isSilent && isOver;
    const { url, attempt } = await this.#issuer.begin({ ...wish, fresh });
    keep(BEGUN, { ...attempt, returnTo, isSilent, isStepUp: wish.stepUp !== undefined });
    if (isSilent) this.#location.replace(url);
    else this.#location.assign(url);
  }

  /** Takes what the issuer sent to `/callback`, and answers where to go on. */
  async comeBack(url: URL): Promise<Arrival> {
    const begun = readKept(BEGUN, Begun);
    forget(BEGUN);
    // A second look at the same answer, or one that nobody here asked for.
    if (begun === undefined) return { returnTo: '/', isStepUp: false };
    if (!begun.isSilent) noteAct();
    try {
      this.#enter(await this.#issuer.finish(url, begun));
    } catch (error) {
      if (error instanceof SignInRefused) this.#leave(whyOf(error.code));
      else this.#breakOff();
    }
    return begun;
  }

  /** An access token that is good for a while yet; undefined where nobody is signed in any more. */
  async token(): Promise<string | undefined> {
    const tokens = this.#tokens;
    if (tokens === undefined) return undefined;
    if (tokens.claims.exp * 1000 - now() > EARLY) return tokens.accessToken;
    this.#renewal ??= this.#issuer.refresh(tokens).finally(() => {
      this.#renewal = undefined;
    });
    const renewed = await this.#renewal;
    if (renewed === undefined) this.#leave('over');
    else this.#enter(renewed);
    return renewed?.accessToken;
  }

  /** The service takes the token no more. */
  lost(): void {
    this.#leave('over');
  }

  /** Ends it here at once, then at the issuer, which sends the browser on to a page that clears what this one kept. */
  async signOut(): Promise<void> {
    if (this.#signOut === 'running') return;
    this.#signOut = 'running';
    this.#tokens = undefined;
    // The issuer has yet to forget them: until then they stay known here as well.
    forgetAll([KNOWN, LAST_ACT, LANGUAGE]);
    this.#tell();
    const url = await this.#issuer
      .end(this.#lastTokens, `${this.#location.origin}/signed-out`)
      .catch(() => undefined);
    if (url !== undefined) return this.#location.replace(url);
    this.#signOut = 'failed';
    this.#tell();
  }

  /** Forgets whoever was signed in: the issuer has ended it. */
  forget(): void {
    this.#known = undefined;
    this.#why = undefined;
    forgetAll();
    this.#tell();
  }

  /** Somebody has signed out in another tab, which ends it at the issuer, too. What was in this tab is nobody's any more. */
  endedElsewhere(): void {
    if (this.#signOut !== undefined || !this.isOpen) return;
    const tokens = this.#lastTokens;
    this.#tokens = undefined;
    this.#lastTokens = {};
    this.#known = undefined;
    this.#why = 'elsewhere';
    forgetAll([LANGUAGE]);
    this.#tell();
    // For this tab's own refresh token: the browser goes nowhere.
    void this.#issuer.end(tokens, this.#location.origin).catch(() => undefined);
  }

  #enter(tokens: Tokens): void {
    const { sub } = tokens.claims;
    // What somebody else had entered is neither theirs to see nor theirs to send.
    if (this.#known?.person !== sub) forgetAll([LAST_ACT, LANGUAGE]);
    this.#tokens = tokens;
    this.#lastTokens = tokens;
    this.#why = undefined;
    this.#know({ person: sub, isOver: false });
    this.#tell();
  }

  #leave(why: WhySignedOut | undefined): void {
    this.#tokens = undefined;
    this.#why = why ?? (this.#known && 'over');
    if (this.#known) this.#know({ ...this.#known, isOver: true });
    this.#tell();
  }

  /** The issuer knows them, and their answer was lost: then another try may not have to ask them again. */
  #breakOff(): void {
    this.#why = 'unfinished';
    this.#know(this.#known ?? { person: '', isOver: false });
    this.#tell();
  }

  #know(known: Known): void {
    this.#known = known;
    keepKnown(known);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
