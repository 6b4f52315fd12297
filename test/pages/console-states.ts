/** The console's list of wipes and its page of one, in every state that operations can meet, with what the API answers there. */
import type * as z from 'zod';
import type { PersonId } from '#demo/people.ts';
import type { AuditEvent } from '#domain/audit/event.ts';
import { act } from '#domain/wipe/act.ts';
import { advance } from '#domain/wipe/advance.ts';
import { hasEnded, STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { ExecutionView, WorkflowView } from '#functions/contract/ops-bodies.ts';
import { operationsView, rowView } from '#functions/ops/views.ts';
import { rowOf } from '#functions/store/wipe-lists.ts';
import {
  anEnrolment,
  aVisit,
  aWipe,
  NOW,
  SERVICE,
  settled,
  type WipeOverrides,
} from '#test/domain/builders.ts';
import type { Answer } from './answer-calls.ts';
import { INSIGHT_STATES } from './insight-states.ts';
import { record } from './sample-answers.ts';
import { type PageState, problem } from './states.ts';
import type { Visitor } from './visitor.ts';

const HOUR = 3_600_000;
const OPERATOR = { kind: 'person', id: 'p-operator' } as const;

/** Text that a person gave: it stays as text, whatever it looks like. */
const REASON = '契約者からの電話 <b>0000</b>';

/** As long as anybody looks. */
const LATER = Date.now() + 24 * HOUR;

const BY_A_CLERK: readonly WipeState[] = ['awaiting-approval', 'rejected'];

/** A wipe in a state; where a second person has to agree, a clerk has asked for it. */
export function wipeIn(state: WipeState, more: WipeOverrides = {}): Wipe {
  const wipe = aWipe({
    state,
    ...(BY_A_CLERK.includes(state) && {
      channel: 'shop',
      requestedBy: 'p-clerk',
      visit: aVisit({ customerPresent: false }),
    }),
    ...(state === 'awaiting-approval' && { approvalUntil: LATER, deadlineAt: LATER }),
    ...more,
  });
  return hasEnded(state) ? settled(wipe) : wipe;
}

/** It, as operations see it a while later. */
export const viewOf = (wipe: Wipe, now = NOW) =>
  operationsView(wipe, {
    enrolment: anEnrolment(),
    earlier: [aWipe({ enrolmentId: 'e'.repeat(43), state: 'expired' })],
    now,
  });

const BEGIN = ['Check eligibility', 'Where is the wipe?'];
const APPROVAL = 'Ask for approval';
const DISPATCH = 'Dispatch and wait for the handset';
const VERDICT = 'Wait for the verdict';
const END = ['Seal the record', 'Tell the account holder'];

/** The states of the workflow that a run went through to where a wipe stands. */
function wayTo({ state, endedAt, events }: Wipe): readonly string[] {
  const has = (...types: readonly AuditEvent['type'][]) =>
    events.some(({ type }) => types.includes(type));
  return [
    ...BEGIN,
    ...(has('approval-asked') ? [APPROVAL] : []),
    ...(has('released', 'held') ? [DISPATCH] : []),
    ...(state === 'unconfirmed' || has('accepted', 'cancel-requested') ? [VERDICT] : []),
    ...(endedAt === undefined ? [] : END),
  ];
}

type Execution = z.input<typeof ExecutionView>;

function executionOf(wipe: Wipe, definition: unknown): Execution {
  const isOver = wipe.endedAt !== undefined;
  const way = wayTo(wipe);
  const at = new Date(NOW).toISOString();
  const events = way.flatMap((state, index) => [
    { type: 'TaskStateEntered', state, details: { input: '{"attempt":1}' } },
    { type: 'TaskScheduled' },
    ...(isOver || index < way.length - 1
      ? [{ type: 'TaskStateExited', state, details: { output: '{"attempt":1}' } }]
      : []),
  ]);
  const all = [
    { type: 'ExecutionStarted' },
    ...events,
    ...(isOver ? [{ type: 'ExecutionSucceeded' }] : []),
  ];
  return {
    run: 1,
    runs: 1,
    status: isOver ? 'SUCCEEDED' : 'RUNNING',
    startedAt: at,
    definition,
    events: all.map((event, index) => ({ ...event, id: index + 1, previous: index, at })),
  };
}

/** Of a second run, which failed in its last state after every attempt. */
function failedRunOf(wipe: Wipe, definition: unknown): Execution {
  const { events, ...told } = executionOf(wipe, definition);
  const at = told.startedAt;
  const error = { error: 'Lambda.TooManyRequestsException', cause: 'Rate exceeded' };
  const failure = ['TaskFailed', 'TaskScheduled', 'TaskFailed', 'ExecutionFailed'];
  const all = [
    ...events.filter(({ type }) => !type.startsWith('ExecutionSucceeded')),
    ...failure.map((type) => ({ type, at, ...(type === 'TaskFailed' && { details: error }) })),
  ];
  return {
    ...told,
    ...{ run: 2, runs: 2, status: 'FAILED' },
    events: all.map((event, index) => ({ ...event, id: index + 1, previous: index })),
  };
}

/** What the address asks for, beside how many. */
export const LIST = (search = '') => `GET /v1/ops/wipes?${search && `${search}&`}limit=50`;

const listed = (
  name: string,
  answer: Answer,
  { search = '', ...more }: Partial<PageState> & { search?: string } = {},
): PageState => ({
  name: `console-wipes${name}`,
  path: search ? `/wipes?${search}` : '/wipes',
  as: 'operator',
  answers: { [LIST(search)]: answer },
  ...more,
});

const SEARCH = 'state=held%2Cexpired&model=SO-01M&from=2026-03-01T00%3A00%3A00.000Z';

/** Opens the form in which a bound of the time is given. */
async function boundAsked({ page, main }: Visitor): Promise<void> {
  await main
    .getByRole('button', { name: /申込日時/ })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
}

/** Of each state one. */
export const ROWS = STATE_NAMES.map((state, index) =>
  rowView(rowOf({ ...wipeIn(state), wipeId: `${String(index).padStart(43, 'e')}.1` })),
);

/** Opens the dialog of an act. */
const asked =
  (act: RegExp) =>
  async ({ page }: Visitor) => {
    await page.getByRole('main').getByRole('button', { name: act }).first().click();
    await page.getByRole('dialog').waitFor();
  };

/** A part of a wipe's page that asks for nothing more. */
const TABS = ['audit', 'messages'] as const;

const RECORD = await record();

/** Forms of a state that operations have to tell apart. */
const VARIANTS: Readonly<Record<string, Wipe>> = {
  'erased-card-left': settled(
    aWipe({
      state: 'erased',
      storages: [
        { kind: 'sd', result: 'failed' },
        { kind: 'internal', result: 'erased' },
      ],
    }),
  ),
  'failed-storage': settled(
    aWipe({
      state: 'failed',
      reason: 'internal-not-erased',
      storages: [
        { kind: 'sd', result: 'erased' },
        { kind: 'internal', result: 'failed' },
      ],
    }),
  ),
  'expired-approval': settled(
    advance(wipeIn('awaiting-approval'), {
      to: 'expired',
      type: 'expired',
      by: SERVICE,
      at: NOW + HOUR,
      set: { reason: 'approval-lapsed' },
    }),
  ),
  'cancel-wished': aWipe({ state: 'issued', cancelRequestedAt: NOW, verdictUntil: NOW + HOUR }),
};

/** The states of these pages. `workflow` is the machine that is deployed. */
export function consoleStates({ definition }: z.infer<typeof WorkflowView>): PageState[] {
  const ofWipe = (
    name: string,
    wipe: Wipe,
    more: Partial<PageState> & { view?: Partial<ReturnType<typeof viewOf>>; tab?: string } = {},
  ): PageState => {
    const { view, tab, ...state } = more;
    const { wipeId } = wipe;
    const path = `/v1/ops/wipes/${wipeId}`;
    return {
      name: `console-wipe-${name}`,
      path: `/wipes/${wipeId}${tab ? `?tab=${tab}` : ''}`,
      as: 'operator',
      ...state,
      answers: {
        [`GET ${path}`]: { body: { ...viewOf(wipe), ...view } },
        [`GET ${path}/execution`]: { body: executionOf(wipe, definition) },
        ...state.answers,
      },
    };
  };
  const waiting = wipeIn('waiting-for-handset');
  const acted = act(
    wipeIn('held'),
    { type: 'hold-set', by: OPERATOR, at: NOW + HOUR, set: { hold: true } },
    REASON,
  );
  const forApprover = { as: 'approver' as PersonId };
  return [
    { name: 'console-welcome', path: '/signed-out' },
    { name: 'console-wrong-role', path: '/wipes', as: 'hanako' },
    { name: 'console-no-such-page', path: '/nothing-here', as: 'operator', apart: true },
    listed('', { body: { wipes: ROWS, next: 'more' } }),
    listed('-none', { body: { wipes: [] } }),
    listed('-unreachable', 'unreachable'),
    listed('-internal', problem(500, 'internal')),
    listed(
      '-bulk',
      { body: { wipes: ROWS } },
      {
        act: async (visitor) => {
          // A copy of the header that stays lies above it.
          await visitor.main.getByRole('checkbox').first().check({ force: true });
          await asked(/まとめて保留/)(visitor);
        },
      },
    ),
    listed('-sifted', { body: { wipes: ROWS.slice(2, 3) } }, { search: SEARCH }),
    listed(
      '-bound',
      { body: { wipes: ROWS.slice(2, 3) } },
      { search: SEARCH, act: boundAsked, apart: true },
    ),
    ...STATE_NAMES.map((state) => ofWipe(state, wipeIn(state))),
    ...Object.entries(VARIANTS).map(([name, wipe]) => ofWipe(name, wipe)),
    ofWipe('failed-run', waiting, {
      view: { run: 2 },
      path: `/wipes/${waiting.wipeId}`,
      answers: {
        [`GET /v1/ops/wipes/${waiting.wipeId}/execution`]: {
          body: failedRunOf(waiting, definition),
        },
      },
    }),
    ofWipe('without-run', wipeIn('requested'), {
      answers: {
        [`GET /v1/ops/wipes/${wipeIn('requested').wipeId}/execution`]: problem(
          404,
          'run-not-found',
        ),
      },
    }),
    ofWipe('stuck', waiting, { view: { stuck: true } }),
    ofWipe('contested', waiting, { view: { contestedAt: new Date(NOW).toISOString() } }),
    ofWipe('on-hold', acted),
    ofWipe('broken', waiting, { view: { chain: { intact: false, at: 2, why: 'link' } } }),
    ofWipe('act', waiting, { act: asked(/^保留する$/) }),
    ofWipe('not-found', waiting, {
      answers: { [`GET /v1/ops/wipes/${waiting.wipeId}`]: problem(404, 'wipe-not-found') },
    }),
    ofWipe('approver', wipeIn('awaiting-approval'), forApprover),
    ofWipe('approval-lapsed', wipeIn('awaiting-approval', { approvalUntil: NOW }), forApprover),
    ...TABS.map((tab) => ofWipe(`tab-${tab}`, tab === 'audit' ? acted : wipeIn('erased'), { tab })),
    ofWipe('tab-record', wipeIn('erased'), {
      tab: 'record',
      answers: { [`GET /v1/wipes/${wipeIn('erased').wipeId}/record`]: { body: RECORD } },
    }),
    ...INSIGHT_STATES,
  ];
}
