/** A signed-in operator at the HTTP API, as the pages of operations will call it. */
import type * as z from 'zod';
import { CancellationAnswer, LimitsView } from '#functions/contract/bodies.ts';
import {
  ClerkAnswer,
  ClerkView,
  DispatchAnswer,
  DispatchView,
} from '#functions/contract/dispatch-bodies.ts';
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

/** What is done to the switch of the service: by one person, or proposed by one and confirmed by another. */
export type SwitchAct = 'pause' | TwoPersonAct | `${TwoPersonAct}/confirmation`;
export type TwoPersonAct = 'resume' | 'withdrawal';

/** Why, and for a confirmation the number of what is confirmed. */
interface Said {
  readonly reason: string;
  readonly proposal?: number;
}

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

  cancel(wipeId: string, reason: string): Promise<z.infer<typeof CancellationAnswer>> {
    return this.#client.call('POST', `/v1/wipes/${wipeId}/cancellation`, CancellationAnswer, {
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

  /** The limits, and how much is used: of all wipes, and of whoever the query names. */
  limits(query: Readonly<Record<string, string>> = {}): Promise<z.infer<typeof LimitsView>> {
    return this.#client.call('GET', `/v1/ops/limits?${new URLSearchParams(query)}`, LimitsView);
  }

  dispatch(): Promise<z.infer<typeof DispatchView>> {
    return this.#client.call('GET', '/v1/ops/dispatch', DispatchView);
  }

  decide(act: SwitchAct, body: Said): Promise<z.infer<typeof DispatchAnswer>> {
    return this.#client.call('POST', `/v1/ops/dispatch/${act}`, DispatchAnswer, { body });
  }

  clerk(person: string): Promise<z.infer<typeof ClerkView>> {
    return this.#client.call('GET', `/v1/ops/clerks/${person}`, ClerkView);
  }

  /** Proposes that a suspended clerk works again, or confirms it where there is a proposal. */
  reinstate(person: string, body: Said): Promise<z.infer<typeof ClerkAnswer>> {
    const end = body.proposal === undefined ? '' : '/confirmation';
    const path = `/v1/ops/clerks/${person}/reinstatement${end}`;
    return this.#client.call('POST', path, ClerkAnswer, { body });
  }
}
