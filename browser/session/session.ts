/** Who is signed in at this tab, and how that begins, is renewed and ends. */
import * as z from 'zod/mini';
import { now } from '../clock.ts';
import type { Claims } from './claims.ts';
import { type Issuer, SignInRefused, type Tokens, type Wish } from './issuer.ts';
import { forget, forgetAll, keep, readKept } from './kept.ts';
import { type WhySignedOut, whyOf } from './why-signed-out.ts';

const Begun = z.object({ verifier: z.string(), state: z.string(), returnTo: z.string() });

/** Kept while the browser is at the issuer. */
const BEGUN = 'sign-in';
/** Kept while somebody is signed in, so that a reload asks the issuer and not the person. */
const WAS_SIGNED_IN = 'signed-in';
/** Milliseconds before a token ends at which a new one is asked for. */
const EARLY = 30_000;

export type SessionState =
  | { readonly kind: 'signed-in'; readonly claims: Claims }
  | { readonly kind: 'signed-out'; readonly why?: WhySignedOut };

type Listener = () => void;

export class Session {
  readonly #issuer: Issuer;
  readonly #listeners = new Set<Listener>();
  #tokens: Tokens | undefined;
  #why: WhySignedOut | undefined;
  #renewal: Promise<Tokens | undefined> | undefined;

  constructor(issuer: Issuer) {
    this.#issuer = issuer;
  }

  get state(): SessionState {
    if (this.#tokens !== undefined) return { kind: 'signed-in', claims: this.#tokens.claims };
    return { kind: 'signed-out', ...(this.#why && { why: this.#why }) };
  }

  /** Answers what ends the listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether a reload has only lost the tokens. */
  wasSignedIn(): boolean {
    return readKept(WAS_SIGNED_IN, z.boolean()) === true;
  }

  /** Sends the browser to the issuer; it comes back to `returnTo`, a path of ours with its query. */
  async signIn(returnTo: string, wish: Wish): Promise<void> {
    const { url, attempt } = await this.#issuer.begin(wish);
    keep(BEGUN, { ...attempt, returnTo });
    if (wish.silent) location.replace(url);
    else location.assign(url);
  }

  /** Takes what the issuer sent to `/callback`, and answers the path to go on at. */
  async comeBack(url: URL): Promise<string> {
    const begun = readKept(BEGUN, Begun);
    forget(BEGUN);
    // A second look at the same answer, or one that nobody here asked for.
    if (begun === undefined) return '/';
    try {
      this.#enter(await this.#issuer.finish(url, begun));
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      this.#leave(whyOf(error.code));
    }
    return begun.returnTo;
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

  /** Ends it here and at the issuer, which sends the browser on to a page that clears what this one kept. */
  async signOut(): Promise<void> {
    const tokens = this.#tokens ?? {};
    forgetAll();
    const returnTo = `${location.origin}/signed-out`;
    const url = await this.#issuer.end(tokens, returnTo).catch(() => returnTo);
    this.#tokens = undefined;
    location.replace(url);
  }

  #enter(tokens: Tokens): void {
    this.#tokens = tokens;
    this.#why = undefined;
    keep(WAS_SIGNED_IN, true);
    this.#tell();
  }

  #leave(why: WhySignedOut | undefined): void {
    this.#tokens = undefined;
    this.#why = why;
    forget(WAS_SIGNED_IN);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
