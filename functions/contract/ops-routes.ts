/** The routes of operations: always two factors, whenever that was. */
import {
  ActAnswer,
  EligibilityExplanation,
  ExecutionView,
  HealthView,
  OperationsWipeList,
  OperationsWipeView,
  WorkflowView,
} from './ops-bodies.ts';
import { ActOnWipe, EligibilityFacts } from './ops-requests.ts';
import type { Route } from './routes.ts';

const OPERATIONS = { caller: 'person', roles: ['ops'] } as const;

/** What operators do to a wipe: all take a reason, and are in its audit. */
const act = (
  operation: string,
  told: Pick<Route, 'path' | 'summary' | 'description' | 'problems'>,
): Route => ({
  ...OPERATIONS,
  ...told,
  method: 'POST',
  function: 'act-on-wipe',
  operation,
  request: ActOnWipe,
  answer: { status: 200, schema: ActAnswer },
  problems: ['wipe-not-found', 'audit-full', ...told.problems],
});

export const OPS_ROUTES: readonly Route[] = [
  {
    ...OPERATIONS,
    method: 'GET',
    path: '/v1/ops/wipes',
    function: 'list-all-wipes',
    summary: 'Wipes of all lines, newest first',
    description:
      'Of the last 366 days unless `from` says otherwise. `stuck` lists what has been due for five minutes and more, longest first. A page takes a bounded amount of work: it may be short, or empty, and go on all the same where it has `next`',
    query: [
      'state',
      'model',
      'channel',
      'shop',
      'clerk',
      'line',
      'wipe',
      'from',
      'to',
      'stuck',
      'after',
      'limit',
    ],
    headers: ['If-None-Match'],
    answer: { status: 200, schema: OperationsWipeList, headers: ['ETag'] },
    problems: ['parameter-malformed'],
  },
  {
    ...OPERATIONS,
    roles: ['ops', 'approver'],
    method: 'GET',
    path: '/v1/ops/wipes/{wipeId}',
    function: 'show-any-wipe',
    summary: 'All there is to know of a wipe',
    description:
      'Approvers are shown wipes that need a second person, those with a shop only the ones of that shop',
    headers: ['If-None-Match'],
    answer: { status: 200, schema: OperationsWipeView, headers: ['ETag'] },
    problems: ['wipe-not-found'],
  },
  {
    ...OPERATIONS,
    method: 'GET',
    path: '/v1/ops/wipes/{wipeId}/execution',
    function: 'show-execution',
    summary: 'A run of a wipe’s workflow, event by event',
    description:
      'The newest run unless `run` names another. AWS forgets a run 90 days after its end',
    query: ['run', 'after'],
    answer: { status: 200, schema: ExecutionView },
    problems: ['wipe-not-found', 'run-not-found', 'parameter-malformed', 'busy'],
  },
  {
    ...OPERATIONS,
    method: 'GET',
    path: '/v1/ops/workflow',
    function: 'show-execution',
    operation: 'show-workflow',
    summary: 'The workflow’s state machine as it is deployed',
    answer: { status: 200, schema: WorkflowView },
    problems: ['busy'],
  },
  act('hold-wipe', {
    path: '/v1/ops/wipes/{wipeId}/hold',
    summary: 'Hold a wipe back',
    description:
      'At once where it waits for its handset. With a command out, from the moment that the handset signs that it has none',
    problems: ['too-late', 'wipe-ended', 'too-soon'],
  }),
  act('release-wipe', {
    path: '/v1/ops/wipes/{wipeId}/release',
    summary: 'Lift the hold of an operator',
    description: 'That hold alone: a pause, a limit or a suspension may keep it back all the same',
    problems: ['too-late', 'wipe-ended', 'not-on-hold', 'too-soon'],
  }),
  act('redrive-wipe', {
    path: '/v1/ops/wipes/{wipeId}/redrive',
    summary: 'Start another run of a wipe’s workflow',
    description: 'It joins where the wipe is. Once a minute at most',
    problems: ['wipe-settled', 'too-soon', 'run-not-started'],
  }),
  act('notify-handset', {
    path: '/v1/ops/wipes/{wipeId}/notify',
    summary: 'Wake the handset of a wipe that waits for it',
    description:
      'The next rung of the ladder is due now, and sent within a minute. Once a minute at most',
    problems: ['too-late', 'wipe-ended', 'not-waiting', 'too-soon'],
  }),
  {
    ...OPERATIONS,
    method: 'POST',
    path: '/v1/ops/eligibility',
    function: 'explain-eligibility',
    summary: 'What the rules say of stated facts, rule by rule',
    request: EligibilityFacts,
    answer: { status: 200, schema: EligibilityExplanation },
    problems: [],
  },
  {
    ...OPERATIONS,
    method: 'GET',
    path: '/v1/ops/wipes/{wipeId}/eligibility',
    function: 'explain-eligibility',
    operation: 'explain-wipe',
    summary: 'What the rules say of a wipe’s own facts as they are now',
    answer: { status: 200, schema: EligibilityExplanation },
    problems: ['wipe-not-found', 'line-not-found'],
  },
  {
    ...OPERATIONS,
    method: 'GET',
    path: '/v1/ops/health',
    function: 'show-health',
    summary: 'Counts by state, times, failures by reason, and stuck wipes',
    description:
      'From the newest 3,000 wipes of the last 31 days, and of these the newest 50 that had a command for the time to their claim',
    answer: { status: 200, schema: HealthView },
    problems: [],
  },
];
