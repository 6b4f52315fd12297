/** A request as it goes over the wire, and what is known of it. */

export interface FuzzRequest {
  readonly method: string;
  /** Path and query, encoded as it is sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Draft extends FuzzRequest {
  /** Names of the mutations that were tried, in order. */
  readonly mutations: readonly string[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

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

/** What a text says as JSON; undefined where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
