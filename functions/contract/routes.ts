/** The HTTP API as data: the template's routes and the OpenAPI document both come from it. */
import type * as z from 'zod/mini';
import {
  Accepted,
  ApprovalList,
  ApprovalView,
  CancellationAnswer,
  CertificateAnswer,
  ContestAnswer,
  EnrolAnswer,
  LimitsView,
  LineList,
  LineView,
  ModelList,
  RecordAnswer,
  StepUpCodeAnswer,
  WipeList,
  WipeView,
} from './bodies.ts';
import { DISPATCH_ROUTES } from './dispatch-routes.ts';
import type { FunctionName } from './environment.ts';
import { OPS_ROUTES } from './ops-routes.ts';
import {
  CancelWipe,
  ContestWipe,
  DecideApproval,
  Enrol,
  RenewCertificate,
  RequestShopWipe,
  RequestWipe,
  SearchLines,
  SendEnrolmentCode,
} from './requests.ts';
import type { Role } from './roles.ts';

/** Who may call a route, and what they have to show for it. */
type Access =
  | {
      /** An access token with the scope of one of these roles. Operations and approvers have signed in with two factors. */
      readonly caller: 'person';
      readonly roles: readonly Role[];
      /** Two factors, used lately: the function asks for them once nothing else stands in the way (RFC 9470). */
      readonly stepUp?: true;
    }
  /** `handset`: no token, the body proves itself; `anyone`: no token. */
  | { readonly caller: 'handset' | 'anyone' };

export type Route = Access & RouteFacts;

interface RouteFacts {
  readonly method: 'GET' | 'POST';
  readonly path: `/v1/${string}`;
  readonly function: FunctionName;
  /** Its name in the documents, where its function answers other routes too. */
  readonly operation?: string;
  readonly summary: string;
  readonly description?: string;
  readonly request?: z.ZodMiniType;
  /** Whether the call may also be made without a body. */
  readonly bodyIsOptional?: true;
  readonly headers?: readonly string[];
  readonly query?: readonly string[];
  readonly answer: {
    readonly status: number;
    readonly schema: z.ZodMiniType;
    readonly headers?: readonly string[];
  };
  /** Problem codes it may answer besides those of every route. */
  readonly problems: readonly string[];
}

/** Why a request for a wipe may be refused, whoever makes it. */
const REQUEST_PROBLEMS = [
  'line-not-found',
  'idempotency-key-missing',
  'idempotency-key-reused',
  'target-changed',
  'not-eligible',
  'consent-missing',
  'wipe-open',
  'enrolment-ended',
  'result-unknown',
  'limit-reached',
] as const;

/** A second person's word on a wipe, either way. */
const DECISION = {
  method: 'POST',
  caller: 'person',
  roles: ['approver'],
  stepUp: true,
  request: DecideApproval,
  answer: { status: 200, schema: ApprovalView },
  problems: [
    'wipe-not-found',
    'clerk-suspended',
    'own-case',
    'request-changed',
    'approval-not-asked',
    'approval-decided',
    'approval-lapsed',
    'wipe-ended',
  ],
} as const;

export const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/models',
    function: 'list-models',
    caller: 'anyone',
    summary: 'The device models, all or those that fit a search',
    description:
      'Where `supported` is `assumed`, nothing public says so, and the model is treated as supported. `confidence` is that of name and month, and `source` says where all is from',
    query: ['name', 'code', 'maker', 'kind'],
    headers: ['If-None-Match'],
    answer: { status: 200, schema: ModelList, headers: ['ETag', 'Cache-Control'] },
    problems: ['parameter-malformed'],
  },
  {
    method: 'GET',
    path: '/v1/lines',
    function: 'list-lines',
    caller: 'person',
    roles: ['subscriber'],
    summary: 'The lines of the account',
    query: ['after'],
    answer: { status: 200, schema: LineList },
    problems: ['parameter-malformed'],
  },
  {
    method: 'GET',
    path: '/v1/lines/{lineId}',
    function: 'show-line',
    caller: 'person',
    roles: ['subscriber'],
    summary: 'One line with its handsets and their eligibility',
    answer: { status: 200, schema: LineView },
    problems: ['line-not-found'],
  },
  {
    method: 'POST',
    path: '/v1/lines/{lineId}/wipes',
    function: 'request-wipe',
    caller: 'person',
    roles: ['subscriber'],
    stepUp: true,
    summary: 'Ask for a handset to be wiped',
    headers: ['Idempotency-Key'],
    request: RequestWipe,
    answer: { status: 202, schema: WipeView, headers: ['Location'] },
    problems: [...REQUEST_PROBLEMS, 'code-wrong'],
  },
  {
    method: 'POST',
    path: '/v1/shop/lines/search',
    function: 'search-lines',
    caller: 'person',
    roles: ['shop'],
    summary: 'Find a line by its number, as a clerk sees it',
    description:
      'Nothing of its owner is told, and of wipes only those of the clerk’s own shop. Eligibility is judged as for a customer with documents and a reservation',
    request: SearchLines,
    answer: { status: 200, schema: LineView },
    problems: ['line-not-found', 'clerk-suspended', 'limit-reached'],
  },
  {
    method: 'POST',
    path: '/v1/shop/lines/{lineId}/wipes',
    function: 'request-shop-wipe',
    caller: 'person',
    roles: ['shop'],
    stepUp: true,
    summary: 'Ask for a handset to be wiped, for a customer whose documents were seen',
    description:
      'The shop is the one in the clerk’s token. Where the customer is not present, or the clerk has asked for many wipes within the hour, a second person must approve it',
    headers: ['Idempotency-Key'],
    request: RequestShopWipe,
    answer: { status: 202, schema: WipeView, headers: ['Location'] },
    problems: [...REQUEST_PROBLEMS, 'clerk-suspended'],
  },
  {
    method: 'GET',
    path: '/v1/approvals',
    function: 'list-approvals',
    caller: 'person',
    roles: ['approver'],
    summary: 'What waits for a second person, a page at a time',
    description:
      '`show` is `to-decide` (the default, the most urgent first), `decided`, or `mine`: what the caller decided or asked for. A page may hold few of those that it looked at, or none: go on with `next` while there is one. An approver of a shop sees that shop’s alone',
    query: ['show', 'after'],
    answer: { status: 200, schema: ApprovalList },
    problems: ['parameter-malformed'],
  },
  {
    ...DECISION,
    path: '/v1/wipes/{wipeId}/approval',
    function: 'approve-wipe',
    summary: 'Agree to a wipe that somebody else asked for',
  },
  {
    ...DECISION,
    path: '/v1/wipes/{wipeId}/rejection',
    function: 'reject-wipe',
    summary: 'Do not agree to a wipe that somebody else asked for, which ends it',
  },
  {
    method: 'POST',
    path: '/v1/lines/{lineId}/step-up-code',
    function: 'send-step-up-code',
    caller: 'person',
    roles: ['subscriber'],
    summary: 'Send a code that stands for a second factor',
    description:
      'To a contact of the owner that is not this line and has not changed for seven days. For five minutes, and for one request or cancellation on this line, it is the second factor beside a fresh sign-in with a password',
    answer: { status: 202, schema: StepUpCodeAnswer },
    problems: ['line-not-found', 'no-contact-for-code', 'too-many-codes', 'code-not-sent'],
  },
  {
    method: 'GET',
    path: '/v1/lines/{lineId}/wipes',
    function: 'list-wipes',
    caller: 'person',
    roles: ['subscriber', 'shop', 'ops'],
    summary: 'The wipes of a line under its present owner, newest first; to a shop, its own alone',
    answer: { status: 200, schema: WipeList },
    problems: ['line-not-found'],
  },
  {
    method: 'GET',
    path: '/v1/wipes/{wipeId}',
    function: 'show-wipe',
    caller: 'person',
    roles: ['subscriber', 'shop', 'ops'],
    summary: 'One wipe with its timeline',
    headers: ['If-None-Match'],
    answer: { status: 200, schema: WipeView, headers: ['ETag', 'Retry-After'] },
    problems: ['wipe-not-found'],
  },
  {
    method: 'POST',
    path: '/v1/wipes/{wipeId}/cancellation',
    function: 'cancel-wipe',
    caller: 'person',
    roles: ['subscriber', 'shop', 'ops'],
    stepUp: true,
    summary: 'Cancel a wipe, with a certain answer or "not known yet"',
    description:
      'For the line’s owner, the shop where it was asked for, and operations, who have to give a reason',
    request: CancelWipe,
    bodyIsOptional: true,
    answer: { status: 200, schema: CancellationAnswer },
    problems: [
      'wipe-not-found',
      'clerk-suspended',
      'code-wrong',
      'too-late',
      'not-known-yet',
      'wipe-ended',
      'limit-reached',
    ],
  },
  {
    method: 'POST',
    path: '/v1/wipes/{wipeId}/contest',
    function: 'contest-wipe',
    caller: 'anyone',
    summary: 'Say "this was not me", by the link in a message',
    description:
      'Marks the wipe and alerts operations, once. It cancels and holds nothing: whoever reads the message may have the link. A wrong secret looks like a missing wipe',
    request: ContestWipe,
    answer: { status: 200, schema: ContestAnswer },
    problems: ['wipe-not-found', 'contest-closed'],
  },
  {
    method: 'GET',
    path: '/v1/wipes/{wipeId}/record',
    function: 'show-record',
    caller: 'person',
    roles: ['subscriber', 'shop', 'ops'],
    summary: 'The sealed record of an ended wipe',
    answer: { status: 200, schema: RecordAnswer },
    problems: ['wipe-not-found', 'record-not-ready'],
  },
  {
    method: 'GET',
    path: '/v1/ops/limits',
    function: 'show-limits',
    caller: 'person',
    roles: ['ops'],
    summary: 'The limits of wipes and searches, and how much of them is used',
    description:
      'Of all wipes together always; of a clerk, a shop or an account where the query names one. A deployment sets them, no call does',
    query: ['clerk', 'shop', 'account', 'operator'],
    answer: { status: 200, schema: LimitsView },
    problems: ['parameter-malformed'],
  },
  {
    method: 'POST',
    path: '/v1/enrolments/code',
    function: 'send-enrolment-code',
    caller: 'handset',
    summary: 'Send a one-time code to the SIM',
    request: SendEnrolmentCode,
    answer: { status: 202, schema: Accepted },
    problems: [],
  },
  {
    method: 'POST',
    path: '/v1/enrolments',
    function: 'enrol',
    caller: 'handset',
    summary: 'Enrol a handset on a line',
    request: Enrol,
    answer: { status: 201, schema: EnrolAnswer },
    problems: ['code-wrong', 'statement-refused', 'key-mismatch', 'wipe-open', 'enrolment-ended'],
  },
  {
    method: 'POST',
    path: '/v1/enrolments/{enrolmentId}/certificate',
    function: 'renew-certificate',
    caller: 'handset',
    summary: 'Renew the certificate of an enrolment',
    request: RenewCertificate,
    answer: { status: 200, schema: CertificateAnswer },
    problems: ['enrolment-not-found', 'statement-refused', 'key-mismatch'],
  },
  ...DISPATCH_ROUTES,
  ...OPS_ROUTES,
];
