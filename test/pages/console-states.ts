/** The console's list of wipes and its page of one, in every state that operations can meet, with what the API answers there. */
import type * as z from 'zod';
import type { PersonId } from '#demo/people.ts';
import { act } from '#domain/wipe/act.ts';
import { hasEnded, STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { ExecutionView, WorkflowView } from '#functions/contract/ops-bodies.ts';
import { operationsView, rowView } from '#functions/ops/views.ts';
import { rowOf } from '#functions/store/wipe-lists.ts';
import { anEnrolment, aWipe, NOW, settled } from '#test/domain/builders.ts';
import { type Answer, type PageState, problem } from './states.ts';
import type { Visitor } from './visitor.ts';

const HOUR = 3_600_000;
const OPERATOR = { kind: 'person', id: 'p-operator' } as const;

/** Text that a person gave: it stays as text, whatever it looks like. */
const REASON = '契約者からの電話 <b>0000</b>';

/** A wipe in a state; where a second person has to agree, a clerk has asked for it. */
export function wipeIn(state: WipeState): Wipe {
  const wipe = aWipe({
    state,
    ...(state === 'awaiting-approval' && { channel: 'shop', requestedBy: 'p-clerk' }),
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

/** The states of the workflow that a run went through to where a wipe stands. */
const WAY_TO: Readonly<Record<'approval' | 'handset' | 'verdict' | 'end', readonly string[]>> = {
  approval: ['Check eligibility', 'Where is the wipe?', 'Ask for approval'],
  handset: ['Check eligibility', 'Where is the wipe?', 'Dispatch and wait for the handset'],
  verdict: [
    'Check eligibility',
    'Where is the wipe?',
    'Dispatch and wait for the handset',
    'Wait for the verdict',
  ],
  end: [
    'Check eligibility',
    'Where is the wipe?',
    'Dispatch and wait for the handset',
    'Wait for the verdict',
    'Seal the record',
    'Tell the account holder',
  ],
};

function wayTo({ state, endedAt }: Wipe): readonly string[] {
  if (endedAt !== undefined) return WAY_TO.end;
  if (state === 'awaiting-approval') return WAY_TO.approval;
  return state === 'issued' || state === 'accepted' ? WAY_TO.verdict : WAY_TO.handset;
}

function executionOf(wipe: Wipe, definition: unknown): z.input<typeof ExecutionView> {
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

const LIST = 'GET /v1/ops/wipes?limit=50';

const listed = (name: string, answer: Answer, more: Partial<PageState> = {}): PageState => ({
  name: `console-wipes${name}`,
  path: '/wipes',
  as: 'operator',
  answers: { [LIST]: answer },
  ...more,
});

const rows = STATE_NAMES.map((state, index) =>
  rowView(rowOf({ ...wipeIn(state), wipeId: `${String(index).padStart(43, 'e')}.1` })),
);

/** Opens the dialog of an act. */
const asked =
  (act: RegExp) =>
  async ({ page }: Visitor) => {
    await page.getByRole('main').getByRole('button', { name: act }).first().click();
    await page.getByRole('dialog').waitFor();
  };

/** A part of a wipe's page. */
const TABS = ['audit', 'messages', 'record'] as const;

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
    listed('', { body: { wipes: rows, next: 'more' } }),
    listed('-none', { body: { wipes: [] } }),
    listed('-unreachable', 'unreachable'),
    listed('-internal', problem(500, 'internal')),
    listed(
      '-bulk',
      { body: { wipes: rows } },
      {
        act: async (visitor) => {
          await visitor.main.getByRole('checkbox').nth(1).check();
          await asked(/まとめて保留|^Hold/)(visitor);
        },
      },
    ),
    ...STATE_NAMES.map((state) => ofWipe(state, wipeIn(state))),
    ofWipe('stuck', waiting, { view: { stuck: true } }),
    ofWipe('contested', waiting, { view: { contestedAt: new Date(NOW).toISOString() } }),
    ofWipe('on-hold', acted),
    ofWipe('broken', waiting, { view: { chain: { intact: false, at: 2, why: 'link' } } }),
    ofWipe('act', waiting, { act: asked(/^保留する$|^Hold$/) }),
    ofWipe('not-found', waiting, {
      answers: { [`GET /v1/ops/wipes/${waiting.wipeId}`]: problem(404, 'wipe-not-found') },
    }),
    ofWipe('approver', wipeIn('awaiting-approval'), forApprover),
    ...TABS.map((tab) => ofWipe(`tab-${tab}`, tab === 'audit' ? acted : wipeIn('erased'), { tab })),
  ];
}
