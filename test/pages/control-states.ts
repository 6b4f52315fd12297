/** The console's pages of control, limits, clerks and approvals in every state that an operator or approver can meet. */
import type * as z from 'zod';
import { ja } from '#console/texts/ja/ja.ts';
import type { LimitsView } from '#functions/contract/bodies.ts';
import type { ClerkView, DispatchView } from '#functions/contract/dispatch-bodies.ts';
import type { HealthView } from '#functions/contract/ops-bodies.ts';
import { approval, ENROLMENT, from, WIPE_ID } from './sample-answers.ts';
import { type PageState, problem } from './states.ts';

type Dispatch = z.input<typeof DispatchView>;
type Clerk = z.input<typeof ClerkView>;
type Limits = z.input<typeof LimitsView>;
type Proposal = Dispatch['proposals'][number];
type Entry = Dispatch['journal']['entries'][number];

const MINUTE = 60_000;
const HEAD = 'Zm9yLWxvb2tzLW9ubHktbm8taGFzaC1vZi1hbnl0aGluZw';

const entry = (number: number, type: string, more: Partial<Entry> = {}): Entry => ({
  number,
  at: from((number - 20) * MINUTE),
  type,
  by: { kind: 'person', id: 'p-second-operator' },
  hash: HEAD,
  ...more,
});

const proposal = (number: number, more: Partial<Proposal> = {}): Proposal => ({
  number,
  action: 'resume',
  by: 'p-second-operator',
  reason: 'The cause is found and mended',
  until: from(28 * MINUTE),
  ...more,
});

const journalOf = (...entries: Entry[]): Dispatch['journal'] => ({
  verification: { intact: true, entries: entries.length, head: HEAD },
  entries,
});

const running: Dispatch = { state: 'running', proposals: [], journal: journalOf() };

const PAUSED = entry(1, 'paused', { reason: 'A clerk asks for far too many' });

const paused: Dispatch = {
  state: 'paused',
  pause: {
    at: PAUSED.at,
    by: 'p-second-operator',
    reason: 'A clerk asks for far too many',
    voided: 1,
  },
  proposals: [
    proposal(2, { by: 'p-operator', until: from(90_000) }),
    proposal(3),
    proposal(4, { action: 'withdrawal', reason: 'Nobody asked for these' }),
  ],
  journal: journalOf(entry(3, 'resume-proposed', { reason: 'The cause is found' }), PAUSED),
};

const withdrawn: Dispatch = {
  ...paused,
  proposals: [],
  withdrawal: { number: 5, at: from(-2 * MINUTE), cancelled: 340 },
  journal: journalOf(
    entry(6, 'withdrawal-swept', { by: { kind: 'service', id: 'reconcile' }, of: 5, count: 340 }),
    entry(5, 'withdrawn', { of: 4, reason: 'Nobody asked for these' }),
    PAUSED,
  ),
};

const unreadable: Dispatch = {
  state: 'unreadable',
  proposals: [],
  journal: {
    verification: { intact: false, at: 1, why: 'content' },
    entries: [PAUSED],
  },
};

const limit = (rule: Limits['limits'][number]['rule'], more: object = {}) => ({
  rule,
  most: 100,
  window: 'hour' as const,
  startsAt: from(-30 * MINUTE),
  endsAt: from(30 * MINUTE),
  ...more,
});

/** As when a clerk is named. */
const LIMITS: Limits = {
  limits: [
    limit('total', { window: '5min', count: 100 }),
    limit('total', { count: 85 }),
    limit('total', { window: 'day', most: 1000, count: 120 }),
    limit('line', { window: 'day', most: 2 }),
    limit('clerk', { most: 6, alone: 3, count: 6 }),
    limit('clerk-requests', { most: 30, count: 4 }),
    limit('search', { most: 60, count: 1 }),
    limit('shop', { window: 'day', most: 30 }),
    limit('account', { window: 'day', most: 3 }),
    limit('business', { most: 50 }),
    limit('operator', { most: 20 }),
  ],
};

const suspended: Clerk = {
  clerk: 'p-clerk',
  state: 'suspended',
  proposals: [
    proposal(2, { action: 'reinstatement', reason: 'The shop had a fire, and so many customers' }),
  ],
  journal: journalOf(
    entry(2, 'reinstatement-proposed', { reason: 'The shop had a fire, and so many customers' }),
    entry(1, 'suspended', {
      by: { kind: 'service', id: 'governor' },
      reason: 'more than 30 wipes in an hour',
    }),
  ),
};

const good: Clerk = { clerk: 'p-clerk', state: 'good', proposals: [], journal: journalOf() };

const HEALTH: z.input<typeof HealthView> = {
  at: from(-MINUTE),
  sample: { wipes: 2700, since: from(-MINUTE), complete: true },
  states: { held: 340, 'waiting-for-handset': 12, issued: 3, erased: 2345 },
  open: { wipes: 355, complete: true },
  timeToClaim: { of: 0 },
  timeToErase: { of: 0 },
  endings: [],
  stuck: { wipes: 0, complete: true, longest: [] },
};

const DISPATCH = 'GET /v1/ops/dispatch';
const CLERK = 'GET /v1/ops/clerks/p-clerk';
const LIMITS_OF_CLERK = 'GET /v1/ops/limits?clerk=p-clerk';
const SAMPLE_LIMITS = { [LIMITS_OF_CLERK]: { body: LIMITS } };

const control = (name: string, body: Dispatch, act?: PageState['act']): PageState => ({
  name: `console-control-${name}`,
  path: '/dispatch',
  as: 'operator',
  answers: { [DISPATCH]: { body }, 'GET /v1/ops/health': { body: HEALTH } },
  ...(act && { act }),
});

const { confirm } = ja.proposals;

/** Presses the first button of the page with this name. */
const press =
  (name: string | RegExp): NonNullable<PageState['act']> =>
  async ({ page, main }) => {
    await main.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').waitFor();
  };

const clerk = (name: string, body: Clerk): PageState => ({
  name: `console-clerk-${name}`,
  path: '/clerks/p-clerk',
  as: 'operator',
  answers: { [CLERK]: { body }, ...SAMPLE_LIMITS },
});

const approvals = (
  name: string,
  shown: readonly ReturnType<typeof approval>[],
  more: Partial<PageState> = {},
): PageState => ({
  name: `console-approvals-${name}`,
  path: '/approvals',
  as: 'approver',
  answers: { 'GET /v1/approvals?show=to-decide': { body: { approvals: shown } } },
  ...more,
});

export const CONTROL_STATES: readonly PageState[] = [
  control('running', running),
  control('paused', paused),
  control('withdrawn', withdrawn),
  control('unreadable', unreadable),
  control('pausing', running, press(/^すべて止める$/)),
  control('withdrawing', paused, press(confirm.withdrawal)),
  control('confirming', paused, async (visitor) => {
    // The first is the operator's own.
    const { main, page } = visitor;
    await main.getByRole('button', { name: confirm.resume }).nth(1).click();
    await page.getByRole('dialog').waitFor();
  }),
  {
    ...control('refused', running, async (visitor) => {
      await press(/^すべて止める$/)(visitor);
      const dialog = visitor.page.getByRole('dialog');
      await dialog.getByRole('textbox').fill('Something is wrong');
      await dialog.getByRole('button', { name: /^すべて止める$/ }).click();
      await dialog.getByText('internal').waitFor();
    }),
    answers: {
      [DISPATCH]: { body: running },
      'POST /v1/ops/dispatch/pause': problem(500, 'internal'),
    },
  },
  { ...control('unreachable', running), answers: { [DISPATCH]: 'unreachable' } },
  {
    name: 'console-limits',
    path: '/dispatch?tab=limits&clerk=p-clerk',
    as: 'operator',
    answers: SAMPLE_LIMITS,
  },
  { name: 'console-limits-total', path: '/dispatch?tab=limits', as: 'operator' },
  clerk('good', good),
  clerk('suspended', suspended),
  {
    ...clerk('unknown', good),
    answers: { [CLERK]: problem(404, 'clerk-not-found'), ...SAMPLE_LIMITS },
  },
  approvals('to-decide', [
    approval(),
    approval({ wipeId: `${ENROLMENT}.2`, own: true, number: '*******0002' }),
    approval({ wipeId: `${ENROLMENT}.3`, until: from(-MINUTE), number: '*******0003' }),
  ]),
  approvals('none', []),
  approvals('deciding', [approval()], { act: press(/承認する/) }),
  approvals('decided', [], {
    path: '/approvals?show=decided',
    answers: {
      'GET /v1/approvals?show=decided': {
        body: {
          approvals: (['approved', 'rejected', 'lapsed', 'over'] as const).map((status, index) =>
            approval({ wipeId: `${WIPE_ID}${index}`, status, decidedAt: from(-MINUTE) }),
          ),
        },
      },
    },
  }),
];
