/** A signed-in operator at the HTTP API, as the pages of operations will call it. */
import type * as z from 'zod';
import {
  ActAnswer,
  EligibilityExplanation,
  ExecutionView,
  HealthView,
  OperationsWipeList,
  OperationsWipeView,
  WorkflowView,
} from '#functions/contract/ops-bodies.ts';
import type { EligibilityFacts } from '#functions/contract/ops-requests.ts';
import { ApiClient } from './api-client.ts';

export type OperatorsAct = 'hold' | 'release' | 'redrive' | 'notify';

export class Operator {
  readonly #client: ApiClient;

  constructor(api: string, token: string) {
    this.#client = new ApiClient(api, token);
  }

  /** A page of wipes; `query` as the API has it. */
  wipes(query: Readonly<Record<string, string>> = {}): Promise<z.infer<typeof OperationsWipeList>> {
    return this.#client.call(
      'GET',
      `/v1/ops/wipes?${new URLSearchParams(query)}`,
      OperationsWipeList,
    );
  }

  wipe(wipeId: string): Promise<z.infer<typeof OperationsWipeView>> {
    return this.#client.call('GET', `/v1/ops/wipes/${wipeId}`, OperationsWipeView);
  }

  /** A page of a run's history. */
  execution(
    wipeId: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<z.infer<typeof ExecutionView>> {
    const path = `/v1/ops/wipes/${wipeId}/execution?${new URLSearchParams(query)}`;
    return this.#client.call('GET', path, ExecutionView);
  }

  workflow(): Promise<z.infer<typeof WorkflowView>> {
    return this.#client.call('GET', '/v1/ops/workflow', WorkflowView);
  }

  act(what: OperatorsAct, wipeId: string, reason: string): Promise<z.infer<typeof ActAnswer>> {
    return this.#client.call('POST', `/v1/ops/wipes/${wipeId}/${what}`, ActAnswer, {
      body: { reason },
    });
  }

  /** What the rules say of facts, or of a wipe's own. */
  why(
    of: string | z.infer<typeof EligibilityFacts>,
  ): Promise<z.infer<typeof EligibilityExplanation>> {
    if (typeof of !== 'string')
      return this.#client.call('POST', '/v1/ops/eligibility', EligibilityExplanation, { body: of });
    return this.#client.call('GET', `/v1/ops/wipes/${of}/eligibility`, EligibilityExplanation);
  }

  health(): Promise<z.infer<typeof HealthView>> {
    return this.#client.call('GET', '/v1/ops/health', HealthView);
  }
}
