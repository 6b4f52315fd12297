/** What the issuer is started with, in a shape that a worker thread can be given. */

import { isWay, type SignInWay, WAYS } from './ways.ts';

/** Somebody who can sign in: plainly made up. */
export interface Person {
  /** The token's `sub`. */
  readonly id: string;
  readonly name: string;
  /** One line for the sign-in page. */
  readonly description: string;
  /** Go into the access token as they are (`account`, `role`, `shop`, …). */
  readonly claims: Readonly<Record<string, string>>;
  /** How they can sign in; in every way where it is not said. */
  readonly ways?: readonly SignInWay[];
  /** Which of the client's scopes they may be granted; all of them where it is not said. */
  readonly scopes?: readonly string[];
}

export const waysOf = ({ ways = Object.keys(WAYS).filter(isWay) }: Person): readonly SignInWay[] =>
  ways;

/** A public client: code and PKCE, no secret. */
export interface IssuerClient {
  readonly id: string;
  /** `http://127.0.0.1/callback` allows any port on loopback (RFC 8252, 7.3). */
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris?: readonly string[];
  /** All that it may ask for, `openid` included. */
  readonly scopes: readonly string[];
}

export interface IssuerSettings {
  /** 0 takes any free port; then the issuer's address changes with each start. */
  readonly port: number;
  readonly people: readonly Person[];
  readonly clients: readonly IssuerClient[];
  /** The access token's `aud`. */
  readonly audience: string;
  /** Seconds. */
  readonly accessTokenLife: number;
}

/** `workerData` of the issuer's thread. */
export interface IssuerWorkerData {
  readonly settings: IssuerSettings;
  readonly keyFile: string;
  /** `Clock.shared` */
  readonly shared: SharedArrayBuffer;
}

/** What the thread tells. */
export type IssuerNotice =
  | { readonly notice: 'listening'; readonly port: number }
  | { readonly notice: 'failed'; readonly code: string };
