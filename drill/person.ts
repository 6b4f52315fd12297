/** Somebody on the API: signed in with two factors, anew before that grows old. A refusal is an answer like another. */
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { signIn } from '#demo/sign-in.ts';
import { isCutOff } from './crash/cut-off.ts';
import type { SystemUnderDrill } from './crash/system.ts';

export interface ApiAnswer {
  /** 0 where none came. */
  readonly status: number;
  /** Of a problem of the service. */
  readonly code?: string;
  readonly body: unknown;
}

/** How long a sign-in is used, milliseconds of the system's time; the service takes one of 300 s. */
const FRESH = 200_000;
/** Tries of a call that is answered by nobody, or by a door that is too busy, and the real milliseconds between. */
const MOST_TRIES = 60;
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 3_000;

const Problem = z.object({ code: z.string() });

export class Person {
  readonly #system: SystemUnderDrill;
  readonly #id: string;
  #token: Promise<string> | undefined;
  #signedInAt = 0;

  /** `id`: by which they sign in. */
  constructor(system: SystemUnderDrill, id: string) {
    this.#system = system;
    this.#id = id;
  }

  get(path: string): Promise<ApiAnswer> {
    return this.#insist(() => this.#send(path, { method: 'GET' }));
  }

  /** `key`: an idempotency key, by which the same call may be sent again. */
  post(path: string, body: object, key?: string): Promise<ApiAnswer> {
    const headers = { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    return this.#insist(() => this.#send(path, init));
  }

  /** As real clients do: again where the answer says nothing about the call. */
  async #insist(send: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
    for (let tried = 1; ; tried += 1) {
      const answer = await send();
      if (!isPassing(answer) || tried >= MOST_TRIES || this.#system.isOver) return answer;
      await pause(Math.min(FIRST_PAUSE * 2 ** tried, LONGEST_PAUSE));
    }
  }

  async #send(path: string, init: RequestInit): Promise<ApiAnswer> {
    try {
      const authorization = `Bearer ${await this.#freshToken()}`;
      const headers = { ...init.headers, authorization };
      const answer = await fetch(`${this.#system.at.api}${path}`, { ...init, headers });
      const body: unknown = await answer.json();
      const code = answer.ok ? undefined : Problem.safeParse(body).data?.code;
      return { status: answer.status, body, ...(code !== undefined && { code }) };
    } catch (error) {
      if (!isCutOff(error)) throw error;
      return { status: 0, body: undefined };
    }
  }

  #freshToken(): Promise<string> {
    const now = this.#system.now();
    if (this.#token === undefined || now > this.#signedInAt + FRESH) {
      this.#signedInAt = now;
      const token = signIn(this.#system.at.issuer, this.#id);
      // Who fails to sign in tries again at the next call.
      token.catch(() => {
        this.#signedInAt = 0;
      });
      this.#token = token;
    }
    return this.#token;
  }
}

/** Whether the same call may be answered otherwise soon: a 429 without a code is the gateway's, not the governor's. */
const isPassing = ({ status, code }: ApiAnswer) =>
  status === 0 || status >= 500 || (status === 429 && code === undefined);
