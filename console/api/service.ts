/** What the console asks of the operations API, by name. */
import type * as z from 'zod/mini';
import type { Api } from '#browser/api/call.ts';
import { DispatchAnswer, DispatchView } from '#functions/contract/dispatch-bodies.ts';
import {
  ActAnswer,
  ExecutionView,
  HealthView,
  OperationsWipeList,
  OperationsWipeView,
  WorkflowView,
} from '#functions/contract/ops-bodies.ts';

const id = encodeURIComponent;

/** What an operator may do to a wipe. */
export const ACTS = ['hold', 'release', 'redrive', 'notify'] as const;
export type Act = (typeof ACTS)[number];

export function serviceOver(api: Api) {
  const get = <Schema extends z.ZodMiniType>(path: string, answer: Schema, etag?: string) =>
    api.call({ path, answer, etag });
  const post = <Schema extends z.ZodMiniType>(path: string, answer: Schema, body: unknown) =>
    api.call({ method: 'POST', path, answer, body });
  return {
    wipes: (query: URLSearchParams, etag?: string) =>
      get(`/v1/ops/wipes?${query}`, OperationsWipeList, etag),
    wipe: (wipeId: string, etag?: string) =>
      get(`/v1/ops/wipes/${id(wipeId)}`, OperationsWipeView, etag),
    workflow: () => get('/v1/ops/workflow', WorkflowView),
    /** A page of a run's history; the newest run where none is named. */
    execution: (wipeId: string, query: URLSearchParams) =>
      get(`/v1/ops/wipes/${id(wipeId)}/execution?${query}`, ExecutionView),
    act: (wipeId: string, act: Act, reason: string) =>
      post(`/v1/ops/wipes/${id(wipeId)}/${act}`, ActAnswer, { reason }),
    dispatch: () => get('/v1/ops/dispatch', DispatchView),
    pause: (reason: string) => post('/v1/ops/dispatch/pause', DispatchAnswer, { reason }),
    propose: (action: 'resume' | 'withdrawal', reason: string) =>
      post(`/v1/ops/dispatch/${action}`, DispatchAnswer, { reason }),
    confirm: (action: 'resume' | 'withdrawal', proposal: number) =>
      post(`/v1/ops/dispatch/${action}/confirmation`, DispatchAnswer, { proposal }),
    health: () => get('/v1/ops/health', HealthView),
  };
}

export type Service = ReturnType<typeof serviceOver>;
