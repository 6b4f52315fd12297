/** What the pages ask of the service, by name. */
import type * as z from 'zod/mini';
import type { Api } from '#browser/api/call.ts';
import type { Show } from '#browser/approvals/gather.ts';
import {
  ApprovalList,
  ApprovalView,
  CancellationAnswer,
  ContestAnswer,
  LineList,
  LineView,
  ModelList,
  RecordAnswer,
  StepUpCodeAnswer,
  WipeList,
  WipeView,
} from '#functions/contract/bodies.ts';
import type {
  CancelWipe,
  DecideApproval,
  RequestShopWipe,
  RequestWipe,
} from '#functions/contract/requests.ts';

const id = encodeURIComponent;

/** Types of the requests only: what is sent is made by the pages, and the service parses it. */
type Body<Schema> = Schema extends z.ZodMiniType ? z.input<Schema> : never;

export function serviceOver(api: Api) {
  const get = <Schema extends z.ZodMiniType>(path: string, answer: Schema, etag?: string) =>
    api.call({ path, answer, etag });
  const post = <Schema extends z.ZodMiniType>(path: string, answer: Schema, body?: unknown) =>
    api.call({ method: 'POST', path, answer, body });
  return {
    models: () => api.call({ path: '/v1/models', answer: ModelList, signedIn: false }),
    lines: (after?: string) => get(`/v1/lines${after ? `?after=${id(after)}` : ''}`, LineList),
    line: (lineId: string) => get(`/v1/lines/${id(lineId)}`, LineView),
    wipesOf: (lineId: string) => get(`/v1/lines/${id(lineId)}/wipes`, WipeList),
    wipe: (wipeId: string, etag?: string) => get(`/v1/wipes/${id(wipeId)}`, WipeView, etag),
    record: (wipeId: string) => get(`/v1/wipes/${id(wipeId)}/record`, RecordAnswer),
    /** The same key and body never open a second wipe. */
    requestWipe: (lineId: string, body: Body<typeof RequestWipe>, idempotencyKey: string) =>
      api.call({
        method: 'POST',
        path: `/v1/lines/${id(lineId)}/wipes`,
        answer: WipeView,
        body,
        idempotencyKey,
      }),
    sendStepUpCode: (lineId: string) =>
      post(`/v1/lines/${id(lineId)}/step-up-code`, StepUpCodeAnswer),
    cancelWipe: (wipeId: string, body: Body<typeof CancelWipe>) =>
      post(`/v1/wipes/${id(wipeId)}/cancellation`, CancellationAnswer, body),
    contest: (wipeId: string, secret: string) =>
      api.call({
        method: 'POST',
        path: `/v1/wipes/${id(wipeId)}/contest`,
        answer: ContestAnswer,
        body: { secret },
        signedIn: false,
      }),
    searchLine: (number: string) => post('/v1/shop/lines/search', LineView, { number }),
    requestShopWipe: (lineId: string, body: Body<typeof RequestShopWipe>, idempotencyKey: string) =>
      api.call({
        method: 'POST',
        path: `/v1/shop/lines/${id(lineId)}/wipes`,
        answer: WipeView,
        body,
        idempotencyKey,
      }),
    approvals: (show: Show, after?: string) =>
      get(`/v1/approvals?show=${show}${after ? `&after=${id(after)}` : ''}`, ApprovalList),
    decide: (
      wipeId: string,
      decision: 'approval' | 'rejection',
      body: Body<typeof DecideApproval>,
    ) => post(`/v1/wipes/${id(wipeId)}/${decision}`, ApprovalView, body),
  };
}

export type Service = ReturnType<typeof serviceOver>;
