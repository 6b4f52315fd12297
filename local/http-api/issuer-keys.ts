/** The public keys of a token issuer, found through its discovery document and kept for a while. */
import { createLocalJWKSet, errors, type JWTHeaderParameters } from 'jose';
import * as z from 'zod';
import type { Clock } from '../clock.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const TIMEOUT = 1500;
const LARGEST_DOCUMENT = 150_000;
/** "API Gateway can cache the public key for two hours" (http-api-jwt-authorizer). Cloud milliseconds. */
const CACHE_TIME = 2 * 3_600_000;
/** Real milliseconds between two looks for a key that is not there. */
const LEAST_PAUSE = 1000;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });
const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
type FindKey = ReturnType<typeof createLocalJWKSet>;

/** The issuer cannot be asked. */
export class IssuerUnavailable extends Error {}

export class IssuerKeys {
  readonly #issuer: string;
  readonly #clock: Clock;
  #kept: { readonly find: FindKey; readonly at: number; readonly realAt: number } | undefined;
  #asking: Promise<FindKey> | undefined;

  constructor(issuer: string, clock: Clock) {
    this.#issuer = issuer;
    this.#clock = clock;
  }

  /** @throws IssuerUnavailable, or jose's `JWKSNoMatchingKey` for a `kid` that the issuer does not have. */
  async find(header: JWTHeaderParameters): Promise<Awaited<ReturnType<FindKey>>> {
    const kept = this.#kept;
    if (kept === undefined || this.#clock.now() - kept.at > CACHE_TIME)
      return await (await this.#ask())(header);
    try {
      return await kept.find(header);
    } catch (error) {
      // It may be a key that came since.
      const tooSoon = performance.now() - kept.realAt < LEAST_PAUSE;
      if (!(error instanceof errors.JWKSNoMatchingKey) || tooSoon) throw error;
      return await (await this.#ask())(header);
    }
  }

  /** Requests that come meanwhile wait for the same answer. */
  async #ask(): Promise<FindKey> {
    this.#asking ??= this.#fetch().finally(() => {
      this.#asking = undefined;
    });
    return await this.#asking;
  }

  async #fetch(): Promise<FindKey> {
    const base = this.#issuer.replace(/\/$/, '');
    const document = await fetchJson(`${base}/.well-known/openid-configuration`, discovery);
    // OpenID Connect Discovery 1.0, 4.3.
    if (document.issuer !== this.#issuer)
      throw new IssuerUnavailable('the discovery document is of another issuer');
    const find = createLocalJWKSet(await fetchJson(document.jwks_uri, keySet));
    this.#kept = { find, at: this.#clock.now(), realAt: performance.now() };
    return find;
  }
}

async function fetchJson<Document>(url: string, schema: z.ZodType<Document>): Promise<Document> {
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (!response.ok) throw new IssuerUnavailable(`status ${response.status}`);
    return schema.parse(JSON.parse(await boundedText(response)));
  } catch (error) {
    if (error instanceof IssuerUnavailable) throw error;
    throw new IssuerUnavailable('the issuer did not answer', { cause: error });
  }
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > LARGEST_DOCUMENT) throw new IssuerUnavailable('the document is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
