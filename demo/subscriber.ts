/** A signed-in subscriber at the HTTP API, as the portal's pages will call it. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as z from 'zod';
import {
  CancellationAnswer,
  LineList,
  LineView,
  RecordAnswer,
  StepUpCodeAnswer,
  WipeList,
  WipeView,
} from '#functions/contract/bodies.ts';
import type { CancelWipe, RequestWipe } from '#functions/contract/requests.ts';
import { ApiClient } from './api-client.ts';

export type Line = z.infer<typeof LineView>;
export type Wipe = z.infer<typeof WipeView>;
export type Record = z.infer<typeof RecordAnswer>;

export class Subscriber {
  readonly #client: ApiClient;

  constructor(api: string, token: string) {
    this.#client = new ApiClient(api, token);
  }

  async lines(): Promise<Line[]> {
    const { lines, next } = await this.#client.call('GET', '/v1/lines', LineList);
    const all = [...lines];
    for (let after = next; after !== undefined; ) {
      const page = await this.#client.call('GET', `/v1/lines?after=${after}`, LineList);
      all.push(...page.lines);
      after = page.next;
    }
    return all;
  }

  line(lineId: string): Promise<Line> {
    return this.#client.call('GET', `/v1/lines/${lineId}`, LineView);
  }

  /** Asks for a wipe; `key` is a fresh idempotency key unless given. */
  requestWipe(
    lineId: string,
    body: z.input<typeof RequestWipe>,
    key: string = randomUUID(),
  ): Promise<Wipe> {
    const path = `/v1/lines/${lineId}/wipes`;
    return this.#client.call('POST', path, WipeView, { body, headers: { 'idempotency-key': key } });
  }

  /** The wipes of a line, newest first. */
  async wipes(lineId: string): Promise<Wipe[]> {
    return (await this.#client.call('GET', `/v1/lines/${lineId}/wipes`, WipeList)).wipes;
  }

  wipe(wipeId: string): Promise<Wipe> {
    return this.#client.call('GET', `/v1/wipes/${wipeId}`, WipeView);
  }

  /** Has a code sent that stands for a second factor on this line. */
  sendStepUpCode(lineId: string): Promise<z.infer<typeof StepUpCodeAnswer>> {
    return this.#client.call('POST', `/v1/lines/${lineId}/step-up-code`, StepUpCodeAnswer);
  }

  cancel(
    wipeId: string,
    body: z.input<typeof CancelWipe> = {},
  ): Promise<z.infer<typeof CancellationAnswer>> {
    return this.#client.call('POST', `/v1/wipes/${wipeId}/cancellation`, CancellationAnswer, {
      body,
    });
  }

  record(wipeId: string): Promise<Record> {
    return this.#client.call('GET', `/v1/wipes/${wipeId}/record`, RecordAnswer);
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
}

export interface Watching {
  readonly done: (wipe: Wipe) => boolean;
  readonly tell?: (entry: Wipe['timeline'][number]) => void;
  /** Milliseconds of real time. */
  readonly patience: number;
  /** Milliseconds between two looks. */
  readonly pause?: number;
}
