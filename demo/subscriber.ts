/** A signed-in subscriber at the HTTP API, as the portal's pages will call it. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import {
  CancellationAnswer,
  LineList,
  LineView,
  Problem,
  RecordAnswer,
  StepUpCodeAnswer,
  WipeList,
  WipeView,
} from '#functions/contract/bodies.ts';
import type { CancelWipe, RequestWipe } from '#functions/contract/requests.ts';

export type Line = z.infer<typeof LineView>;
export type Wipe = z.infer<typeof WipeView>;
export type Record = z.infer<typeof RecordAnswer>;

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

export class Subscriber {
  readonly #api: string;
  readonly #token: string;

  constructor(api: string, token: string) {
    this.#api = api;
    this.#token = token;
  }

  async lines(): Promise<Line[]> {
    const { lines, next } = await this.#call('GET', '/v1/lines', LineList);
    const all = [...lines];
    for (let after = next; after !== undefined; ) {
      const page = await this.#call('GET', `/v1/lines?after=${after}`, LineList);
      all.push(...page.lines);
      after = page.next;
    }
    return all;
  }

  line(lineId: string): Promise<Line> {
    return this.#call('GET', `/v1/lines/${lineId}`, LineView);
  }

  /** Asks for a wipe; `key` is a fresh idempotency key unless given. */
  requestWipe(
    lineId: string,
    body: z.input<typeof RequestWipe>,
    key: string = randomUUID(),
  ): Promise<Wipe> {
    const path = `/v1/lines/${lineId}/wipes`;
    return this.#call('POST', path, WipeView, { body, headers: { 'idempotency-key': key } });
  }

  /** The wipes of a line, newest first. */
  async wipes(lineId: string): Promise<Wipe[]> {
    return (await this.#call('GET', `/v1/lines/${lineId}/wipes`, WipeList)).wipes;
  }

  wipe(wipeId: string): Promise<Wipe> {
    return this.#call('GET', `/v1/wipes/${wipeId}`, WipeView);
  }

  /** Has a code sent that stands for a second factor on this line. */
  sendStepUpCode(lineId: string): Promise<z.infer<typeof StepUpCodeAnswer>> {
    return this.#call('POST', `/v1/lines/${lineId}/step-up-code`, StepUpCodeAnswer);
  }

  cancel(
    wipeId: string,
    body: z.input<typeof CancelWipe> = {},
  ): Promise<z.infer<typeof CancellationAnswer>> {
    return this.#call('POST', `/v1/wipes/${wipeId}/cancellation`, CancellationAnswer, { body });
  }

  record(wipeId: string): Promise<Record> {
    return this.#call('GET', `/v1/wipes/${wipeId}/record`, RecordAnswer);
  }

  /**
   * Watches a wipe until `done`, telling each state once. @throws Error when that takes longer than `patience`
   * milliseconds.
   */
  async watch(wipeId: string, { done, tell, patience, pause = 100 }: Watching): Promise<Wipe> {
    const give = Date.now() + patience;
    let told = 0;
    for (;;) {
      const wipe = await this.wipe(wipeId);
      for (const entry of wipe.timeline.slice(told)) tell?.(entry);
      told = wipe.timeline.length;
      if (done(wipe)) return wipe;
      if (Date.now() > give) throw new Error(`the wipe is still ${wipe.state}`);
      await sleep(pause);
    }
  }

  async #call<Schema extends z.core.$ZodType>(
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

export interface Watching {
  readonly done: (wipe: Wipe) => boolean;
  readonly tell?: (entry: Wipe['timeline'][number]) => void;
  /** Milliseconds of real time. */
  readonly patience: number;
  /** Milliseconds between two looks. */
  readonly pause?: number;
}

/** API Gateway's own refusals are no RFC 9457 problems; they have a message only. */
function problemOf(json: unknown, status: number): z.infer<typeof Problem> {
  const parsed = Problem.safeParse(json);
  if (parsed.success) return parsed.data;
  return { type: 'about:blank', title: 'refused by the gateway', status, code: 'gateway' };
}
