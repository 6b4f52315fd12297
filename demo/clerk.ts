/** A signed-in clerk at the HTTP API, as the shop's pages will call it. */
import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { CancellationAnswer, LineView, WipeView } from '#functions/contract/bodies.ts';
import type { RequestShopWipe } from '#functions/contract/requests.ts';
import { ApiClient } from './api-client.ts';

export class Clerk {
  readonly #client: ApiClient;

  constructor(api: string, token: string) {
    this.#client = new ApiClient(api, token);
  }

  /** The line that has this number, as a clerk sees it. */
  search(number: string): Promise<z.infer<typeof LineView>> {
    return this.#client.call('POST', '/v1/shop/lines/search', LineView, { body: { number } });
  }

  requestWipe(
    lineId: string,
    body: z.input<typeof RequestShopWipe>,
  ): Promise<z.infer<typeof WipeView>> {
    const headers = { 'idempotency-key': randomUUID() };
    return this.#client.call('POST', `/v1/shop/lines/${lineId}/wipes`, WipeView, { body, headers });
  }

  /** A wipe of the clerk's own shop. */
  wipe(wipeId: string): Promise<z.infer<typeof WipeView>> {
    return this.#client.call('GET', `/v1/wipes/${wipeId}`, WipeView);
  }

  cancel(wipeId: string): Promise<z.infer<typeof CancellationAnswer>> {
    return this.#client.call('POST', `/v1/wipes/${wipeId}/cancellation`, CancellationAnswer, {
      body: {},
    });
  }
}
