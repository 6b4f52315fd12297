/** One call of the API: the token with it, the answer read by its schema, a failure told as one. */
import type * as z from 'zod/mini';
import { type Failure, failureOf, retryAfterOf } from './failure.ts';

export type Outcome<Value> =
  | {
      readonly ok: true;
      readonly value: Value;
      readonly etag: string | undefined;
      /** Seconds until there may be something new. */
      readonly retryAfter: number | undefined;
    }
  /** What the caller has is still so. */
  | { readonly ok: 'same'; readonly retryAfter: number | undefined }
  | { readonly ok: false; readonly failure: Failure };

export interface Call<Schema extends z.ZodMiniType> {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly answer: Schema;
  /** Whether whoever is signed in makes it; else anybody does. */
  readonly signedIn?: boolean;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** The tag of what the caller has. */
  readonly etag?: string | undefined;
}

/** Milliseconds after which an answer is taken for lost: the API's own limit is 30 s. */
const PATIENCE = 35_000;

/** Who is signed in, as far as a call has to know. */
export interface Bearer {
  /** An access token; undefined where nobody is signed in any more. Rejects where the issuer cannot be asked. */
  token(): Promise<string | undefined>;
  /** The service takes the token no more. */
  lost(): void;
}

export class Api {
  readonly #session: Bearer;

  constructor(session: Bearer) {
    this.#session = session;
  }

  async call<Schema extends z.ZodMiniType>(call: Call<Schema>): Promise<Outcome<z.output<Schema>>> {
    const failed = (failure: Failure) => ({ ok: false, failure }) as const;
    const headers = await this.#headers(call).catch(() => 'unreachable' as const);
    if (headers === 'unreachable') return failed({ kind: 'unreachable' });
    if (headers === undefined) return failed({ kind: 'signed-out' });
    const answer = await fetch(call.path, {
      method: call.method ?? 'GET',
      headers,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    }).catch(() => undefined);
    if (answer === undefined) return failed({ kind: 'unreachable' });
    const retryAfter = retryAfterOf(answer);
    if (answer.status === 304) return { ok: 'same', retryAfter };
    if (!answer.ok) return failed(this.#noted(await failureOf(answer)));
    const parsed = call.answer.safeParse(await answer.json().catch(() => undefined));
    if (!parsed.success) return failed({ kind: 'unreadable', status: answer.status });
    const etag = answer.headers.get('etag') ?? undefined;
    return { ok: true, value: parsed.data, etag, retryAfter };
  }

  /** Undefined where nobody is signed in, and somebody must be. */
  async #headers(call: Call<z.ZodMiniType>): Promise<Record<string, string> | undefined> {
    const { signedIn = true, body, idempotencyKey, etag } = call;
    const token = signedIn ? await this.#session.token() : undefined;
    if (signedIn && token === undefined) return undefined;
    return {
      accept: 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      ...(etag && { 'if-none-match': etag }),
    };
  }

  #noted(failure: Failure): Failure {
    if (failure.kind === 'signed-out') this.#session.lost();
    return failure;
  }
}
