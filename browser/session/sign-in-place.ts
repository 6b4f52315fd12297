/** Where people sign in, as a session has to know it: what is asked there, and what is answered. */
import type { Claims } from './claims.ts';

/** In memory alone: a reload asks the issuer again, which knows whether they are still signed in. */
export interface Tokens {
  readonly accessToken: string;
  readonly claims: Claims;
  readonly idToken?: string | undefined;
  readonly refreshToken?: string | undefined;
}

/** What has to be known again when the browser comes back. */
export interface Attempt {
  readonly verifier: string;
  readonly state: string;
}

/** What a sign-in is to be like. */
export interface Wish {
  /** Whether a page of the issuer's may come up. */
  readonly silent?: boolean;
  /** Whether somebody whom the issuer knows has to show again who they are. */
  readonly fresh?: boolean;
  /** A fresh sign-in, of this kind where one is named (RFC 9470). */
  readonly stepUp?: { readonly acr?: string | undefined; readonly maxAge?: string | undefined };
  /** What the issuer's page is to speak. */
  readonly language: string;
}

/** An issuer, or what stands for one. */
export interface SignInPlace {
  /** Where to send the browser, and what to keep meanwhile. */
  begin(wish: Wish): Promise<{ readonly url: string; readonly attempt: Attempt }>;
  /** Takes what the browser came back with. @throws SignInRefused */
  finish(url: URL, attempt: Attempt): Promise<Tokens>;
  /** New tokens for the refresh token; undefined where it is taken no more. */
  refresh(tokens: Tokens): Promise<Tokens | undefined>;
  /**
   * Where the browser ends the session; `returnTo` is where it comes back to.
   * @throws where the place cannot be reached: then nothing has ended there.
   */
  end(tokens: Partial<Tokens>, returnTo: string): Promise<string>;
}

/** The issuer said no: the person went back, or could not show who they are. */
export class SignInRefused extends Error {
  /** As in RFC 6749, section 4.1.2.1. */
  readonly code: string;

  constructor({ error }: { readonly error: string }) {
    super(error);
    this.name = 'SignInRefused';
    this.code = error;
  }
}
