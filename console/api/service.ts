/** What the console asks of the operations API, by name. */
import type * as z from 'zod/mini';
import type { Api } from '#browser/api/call.ts';
import {
  ApprovalList,
  ApprovalView,
  CancellationAnswer,
  LimitsView,
  RecordAnswer,
} from '#functions/contract/bodies.ts';
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
import type { WipeAct } from '#functions/contract/wipe-acts.ts';

const id = encodeURIComponent;

/** What takes two people: the path of the proposal, and of its confirmation. */
export const PROPOSED = ['resume', 'withdrawal'] as const;
export type Proposed = (typeof PROPOSED)[number];

export const DECISIONS = ['approval', 'rejection'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What an operator may do to a wipe, besides cancelling it. */
type Act = Exclude<WipeAct, Decision | 'cancel'>;

export interface ServiceOptions {
  /** Whether nothing is to be done by whoever asks: then what does something throws instead of being sent. */
  readonly readOnly: boolean;
}

export function serviceOver(api: Pick<Api, 'call'>, { readOnly }: ServiceOptions) {
  const get = <Schema extends z.ZodMiniType>(path: string, answer: Schema, etag?: string) =>
    api.call({ path, answer, etag });
  const post = <Schema extends z.ZodMiniType>(path: string, answer: Schema, body: unknown) =>
    api.call({ method: 'POST', path, answer, body });
  const act = <Schema extends z.ZodMiniType>(path: string, answer: Schema, body: unknown) => {
    if (readOnly) throw new Error(`nothing is done while read-only: ${path}`);
    return post(path, answer, body);
  };
  return {
    wipes: (query: URLSearchParams, etag?: string) =>
      get(`/v1/ops/wipes?${query}`, OperationsWipeList, etag),
    wipe: (wipeId: string, etag?: string) =>
      get(`/v1/ops/wipes/${id(wipeId)}`, OperationsWipeView, etag),
    record: (wipeId: string) => get(`/v1/wipes/${id(wipeId)}/record`, RecordAnswer),
    /** A page of a run's history; the newest run where none is named. */
    execution: (wipeId: string, query: URLSearchParams) =>
      get(`/v1/ops/wipes/${id(wipeId)}/execution?${query}`, ExecutionView),
    /** The state machine that new runs follow. */
    workflow: () => get('/v1/ops/workflow', WorkflowView),
    act: (wipeId: string, name: Act, reason: string) =>
      act(`/v1/ops/wipes/${id(wipeId)}/${name}`, ActAnswer, { reason }),
    cancel: (wipeId: string, reason: string) =>
      act(`/v1/wipes/${id(wipeId)}/cancellation`, CancellationAnswer, { reason }),
    approvals: (query: URLSearchParams) => get(`/v1/approvals?${query}`, ApprovalList),
    /** `requestHash` is that of the request as it was shown. */
    decide: (wipeId: string, decision: Decision, body: { requestHash: string; reason: string }) =>
      act(`/v1/wipes/${id(wipeId)}/${decision}`, ApprovalView, body),
    dispatch: () => get('/v1/ops/dispatch', DispatchView),
    pause: (reason: string) => act('/v1/ops/dispatch/pause', DispatchAnswer, { reason }),
    propose: (proposed: Proposed, reason: string) =>
      act(`/v1/ops/dispatch/${proposed}`, DispatchAnswer, { reason }),
    /** `proposal` is its number as it was shown. */
    confirm: (proposed: Proposed, body: { proposal: number; reason: string }) =>
      act(`/v1/ops/dispatch/${proposed}/confirmation`, DispatchAnswer, body),
    clerk: (person: string) => get(`/v1/ops/clerks/${id(person)}`, ClerkView),
    proposeReinstatement: (person: string, reason: string) =>
      act(`/v1/ops/clerks/${id(person)}/reinstatement`, ClerkAnswer, { reason }),
    confirmReinstatement: (person: string, body: { proposal: number; reason: string }) =>
      act(`/v1/ops/clerks/${id(person)}/reinstatement/confirmation`, ClerkAnswer, body),
    limits: (query: URLSearchParams) => get(`/v1/ops/limits?${query}`, LimitsView),
    /** What the rules say of stated facts. */
    explain: (facts: z.input<typeof EligibilityFacts>) =>
      post('/v1/ops/eligibility', EligibilityExplanation, facts),
    /** What they say of a wipe's own facts as they are now. */
    explainWipe: (wipeId: string) =>
      get(`/v1/ops/wipes/${id(wipeId)}/eligibility`, EligibilityExplanation),
    health: () => get('/v1/ops/health', HealthView),
  };
}

export type Service = ReturnType<typeof serviceOver>;
