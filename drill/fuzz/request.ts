/** A request as it goes over the wire, and what is known of it. */

export interface FuzzRequest {
  readonly method: string;
  /** Path and query, encoded as it is sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Draft extends FuzzRequest {
  /** Names of the mutations that were made, in order. */
  readonly mutations: readonly string[];
  /** Whether it still asks, rightly, for what its operation does. */
  readonly isSound: boolean;
  /** Whether its token is still one that the issuer made for the caller. */
  readonly hasToken: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** The request as it was meant, before anything is done to it. */
export const soundDraft = (request: FuzzRequest): Draft => ({
  ...request,
  mutations: [],
  isSound: true,
  hasToken: true,
});

/** A request as evidence: enough to send it again by hand, without what fills pages. */
export function shown({ method, path, headers, body, mutations }: Draft): object {
  const cut = (text: string) =>
    text.length > 600 ? `${text.slice(0, 600)}… (${text.length})` : text;
  const text = typeof body === 'string' ? body : body && `base64:${body.toString('base64')}`;
  return {
    mutations,
    method,
    path: cut(path),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, cut(value)])),
    ...(text !== undefined && { body: cut(text) }),
  };
}
