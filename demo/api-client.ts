/** Calls of the HTTP API with an access token: answers through their schemas, problems as errors. */
import * as z from 'zod';
import { Problem } from '#functions/contract/bodies.ts';

/** An answer of the API that is a problem (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: z.infer<typeof Problem>;
  /** `WWW-Authenticate` (RFC 9470), where a better sign-in is what is missing. */
  readonly challenge: string | undefined;

  constructor(body: z.infer<typeof Problem>, challenge?: string) {
    super(`${body.status} ${body.code}: ${body.title}`);
    this.name = 'ApiProblem';
    this.status = body.status;
    this.code = body.code;
    this.body = body;
    this.challenge = challenge;
  }
}

export class ApiClient {
  readonly #api: string;
  readonly #token: string;

  constructor(api: string, token: string) {
    this.#api = api;
    this.#token = token;
  }

  /** @throws ApiProblem for every answer that is none of `schema`'s. */
  async call<Schema extends z.core.$ZodType>(
    method: 'GET' | 'POST',
    path: string,
    schema: Schema,
    { body, headers = {} }: { body?: unknown; headers?: { [name: string]: string } } = {},
  ): Promise<z.output<Schema>> {
    const answer = await fetch(`${this.#api}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const json: unknown = await answer.json();
    if (!answer.ok)
      throw new ApiProblem(
        problemOf(json, answer.status),
        answer.headers.get('www-authenticate') ?? undefined,
      );
    return z.parse(schema, json);
  }
}

/** API Gateway's own refusals are no RFC 9457 problems; they have a message only. */
function problemOf(json: unknown, status: number): z.infer<typeof Problem> {
  const parsed = Problem.safeParse(json);
  if (parsed.success) return parsed.data;
  return { type: 'about:blank', title: 'refused by the gateway', status, code: 'gateway' };
}
