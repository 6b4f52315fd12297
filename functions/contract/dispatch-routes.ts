/** The routes by which operations pause, resume and withdraw, and let a suspended clerk work again. */
import { ClerkAnswer, ClerkView, DispatchAnswer, DispatchView } from './dispatch-bodies.ts';
import { ConfirmProposal, DecideWithReason } from './dispatch-requests.ts';
import type { Route } from './routes.ts';

const OPERATIONS = { caller: 'person', roles: ['ops'] } as const;
/** What lets phones be wiped, or undoes what people asked for: two factors used lately, by two people. */
const WITH_CARE = { caller: 'person', roles: ['ops'], stepUp: true, method: 'POST' } as const;

const ON_DISPATCH = {
  function: 'switch-dispatch',
  answer: { status: 200, schema: DispatchAnswer },
} as const;
const ON_CLERK = {
  function: 'reinstate-clerk',
  answer: { status: 200, schema: ClerkAnswer },
} as const;
const NOT_CONFIRMED = ['proposal-not-open', 'proposal-expired', 'own-proposal'];

export const DISPATCH_ROUTES: readonly Route[] = [
  {
    ...OPERATIONS,
    method: 'GET',
    path: '/v1/ops/dispatch',
    function: 'show-dispatch',
    summary: 'Whether commands go out, what is proposed, and the verified journal of it',
    query: ['known'],
    answer: { status: 200, schema: DispatchView },
    problems: ['parameter-malformed'],
  },
  {
    ...OPERATIONS,
    ...ON_DISPATCH,
    method: 'POST',
    path: '/v1/ops/dispatch/pause',
    operation: 'pause-dispatch',
    summary: 'Keep every command back from now on',
    description:
      'Takes one person and no fresh sign-in: it loses nothing, and must not wait. Wipes are held; commands that are out already may act',
    request: DecideWithReason,
    problems: [],
  },
  {
    ...WITH_CARE,
    ...ON_DISPATCH,
    path: '/v1/ops/dispatch/resume',
    operation: 'propose-resume',
    summary: 'Propose to let commands go out again',
    request: DecideWithReason,
    problems: ['not-paused'],
  },
  {
    ...WITH_CARE,
    ...ON_DISPATCH,
    path: '/v1/ops/dispatch/resume/confirmation',
    operation: 'confirm-resume',
    summary: 'Confirm that commands go out again, within 30 minutes, as another person',
    request: ConfirmProposal,
    problems: NOT_CONFIRMED,
  },
  {
    ...WITH_CARE,
    ...ON_DISPATCH,
    path: '/v1/ops/dispatch/withdrawal',
    operation: 'propose-withdrawal',
    summary: 'Propose to cancel every wipe that no command can act for yet',
    request: DecideWithReason,
    problems: [],
  },
  {
    ...WITH_CARE,
    ...ON_DISPATCH,
    path: '/v1/ops/dispatch/withdrawal/confirmation',
    operation: 'confirm-withdrawal',
    summary: 'Confirm the withdrawal, within 30 minutes, as another person',
    description:
      'From then on no wipe that was asked for earlier gets a command; all of them are `cancelled`, the last ones within minutes',
    request: ConfirmProposal,
    problems: NOT_CONFIRMED,
  },
  {
    ...OPERATIONS,
    method: 'GET',
    path: '/v1/ops/clerks/{person}',
    function: 'show-clerk',
    summary: 'Whether a clerk is suspended, what is proposed, and the verified journal of it',
    query: ['known'],
    answer: { status: 200, schema: ClerkView },
    problems: ['parameter-malformed', 'clerk-not-found'],
  },
  {
    ...WITH_CARE,
    ...ON_CLERK,
    path: '/v1/ops/clerks/{person}/reinstatement',
    operation: 'propose-reinstatement',
    summary: 'Propose to let a suspended clerk work again',
    request: DecideWithReason,
    problems: ['clerk-not-found', 'not-suspended', 'own-case'],
  },
  {
    ...WITH_CARE,
    ...ON_CLERK,
    path: '/v1/ops/clerks/{person}/reinstatement/confirmation',
    operation: 'confirm-reinstatement',
    summary: 'Confirm that the clerk works again, within 30 minutes, as another person',
    request: ConfirmProposal,
    problems: ['clerk-not-found', ...NOT_CONFIRMED, 'own-case'],
  },
];
