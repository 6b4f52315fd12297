/** A signed-in approver at the HTTP API, as the pages for a second person will call it. */
import type * as z from 'zod';
import { ApprovalList, ApprovalView } from '#functions/contract/bodies.ts';
import { ApiClient } from './api-client.ts';

export type Approval = z.infer<typeof ApprovalView>;

export class Approver {
  readonly #client: ApiClient;

  constructor(api: string, token: string) {
    this.#client = new ApiClient(api, token);
  }

  /** The first page of what there is to decide. */
  async toDecide(): Promise<Approval[]> {
    return (await this.#client.call('GET', '/v1/approvals', ApprovalList)).approvals;
  }

  approve(approval: Approval, reason: string): Promise<Approval> {
    return this.#say('approval', approval, reason);
  }

  reject(approval: Approval, reason: string): Promise<Approval> {
    return this.#say('rejection', approval, reason);
  }

  #say(word: 'approval' | 'rejection', approval: Approval, reason: string): Promise<Approval> {
    const { wipeId, requestHash } = approval;
    const body = { requestHash, reason };
    return this.#client.call('POST', `/v1/wipes/${wipeId}/${word}`, ApprovalView, { body });
  }
}
