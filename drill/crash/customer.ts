/** The customers of the drill: they ask again where no answer came, with the same key, as real clients do. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiProblem } from '#demo/api-client.ts';
import { signIn } from '#demo/sign-in.ts';
import { type Record, Subscriber } from '#demo/subscriber.ts';
import { isCutOff } from './cut-off.ts';
import type { CancellationMade, RequestMade } from './evidence.ts';
import type { LifeOnDisk } from './lives.ts';
import type { SystemUnderDrill } from './system.ts';

/** Who asks: the owner of all lines of the drill. */
export const OWNER = 'office';
/** As the service knows that person. */
export const PERSON = 'p-office';
/** The account that they are of. */
export const ACCOUNT = 'a-office';

/** Real milliseconds before the second try, and the most before any: ever longer, as clients do. */
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 3_000;
/** Tries of a call whose answer never comes, or comes as a mistake of the server. */
const MOST_TRIES = 60;

interface Wish {
  readonly lineId: string;
  readonly lastFour: string;
  readonly deadlineDays?: number;
  readonly persistent: boolean;
}

interface Asked {
  readonly request: RequestMade;
  readonly send: (subscriber: Subscriber) => Promise<{ wipeId: string }>;
}

export class Customers {
  readonly requests: RequestMade[] = [];
  readonly cancellations: CancellationMade[] = [];
  readonly #system: SystemUnderDrill;
  readonly #asked: Asked[] = [];
  #signedIn: Promise<Subscriber> | undefined;

  constructor(system: SystemUnderDrill) {
    this.#system = system;
  }

  /** Asks for a life to be wiped; answers the wipe where the request was accepted. */
  async request(life: LifeOnDisk, wish: Wish): Promise<string | undefined> {
    const { lineId, lastFour, deadlineDays, persistent } = wish;
    const { enrolmentId } = life;
    const key = randomUUID();
    const body = { enrolmentId, lastFour, consents: [], ...(deadlineDays && { deadlineDays }) };
    const request: RequestMade = { key, lineId, enrolmentId, answers: [] };
    const asked: Asked = { request, send: (by) => by.requestWipe(lineId, body, key) };
    this.requests.push(request);
    this.#asked.push(asked);
    return this.#send(asked, persistent);
  }

  /** Sends an earlier request again: the n-th one, counted round. */
  async repeat(n: number): Promise<void> {
    const asked = this.#asked[n % Math.max(1, this.#asked.length)];
    if (asked !== undefined) await this.#send(asked, true);
  }

  async cancel(wipeId: string): Promise<void> {
    const cancellation: CancellationMade = { wipeId, answers: [] };
    this.cancellations.push(cancellation);
    await this.#insist(async (subscriber) => {
      try {
        cancellation.answers.push((await subscriber.cancel(wipeId)).result);
      } catch (error) {
        if (!(error instanceof ApiProblem) || isPassing(error)) throw error;
        cancellation.answers.push(error.code);
      }
    });
  }

  /** The sealed record, or the code of the problem. */
  async record(wipeId: string): Promise<Record | string> {
    const answer = await this.#insist(async (subscriber) => {
      try {
        return await subscriber.record(wipeId);
      } catch (error) {
        if (!(error instanceof ApiProblem) || isPassing(error)) throw error;
        return error.code;
      }
    });
    return answer ?? 'no-answer';
  }

  async #send({ request, send }: Asked, persistent: boolean): Promise<string | undefined> {
    return this.#insist(
      async (subscriber) => {
        try {
          const { wipeId } = await send(subscriber);
          request.answers.push({ status: 202, wipeId });
          return wipeId;
        } catch (error) {
          if (!(error instanceof ApiProblem)) throw error;
          if (error.status !== 401)
            request.answers.push({ status: error.status, code: error.code });
          if (isPassing(error)) throw error;
          return undefined;
        }
      },
      persistent ? MOST_TRIES : 1,
    );
  }

  /** Calls again and again until there is an answer; nothing where there is none after so many tries. */
  async #insist<Result>(
    call: (subscriber: Subscriber) => Promise<Result>,
    tries = MOST_TRIES,
  ): Promise<Result | undefined> {
    for (let tried = 0; tried < tries && !this.#system.isOver; tried += 1) {
      try {
        this.#signedIn ??= this.#signIn();
        return await call(await this.#signedIn);
      } catch (error) {
        if (!isCutOff(error) && !(error instanceof ApiProblem && isPassing(error))) throw error;
        // A sign-in grows too old for such calls when time is pushed on.
        if (error instanceof ApiProblem && error.status === 401) this.#signedIn = undefined;
        await pause(Math.min(FIRST_PAUSE * 2 ** tried, LONGEST_PAUSE));
      }
    }
    return undefined;
  }

  async #signIn(): Promise<Subscriber> {
    for (;;) {
      await this.#system.up();
      if (this.#system.isOver) throw new Error('the system was stopped');
      const { api, issuer } = this.#system.at;
      const token = await signIn(issuer, OWNER).catch(() => undefined);
      if (token !== undefined) return new Subscriber(api, token);
      await pause(FIRST_PAUSE);
    }
  }
}

/** Whether the same call may be answered otherwise soon. */
function isPassing({ status }: ApiProblem): boolean {
  return status >= 500 || status === 429 || status === 401;
}
