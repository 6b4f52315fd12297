/** The console's pages that tell why and how the service does, in every state that operations can meet. */
import type * as z from 'zod';
import { ja } from '#console/texts/ja/ja.ts';
import type { HealthView } from '#functions/contract/ops-bodies.ts';
import type { PageState } from './states.ts';

type Health = z.input<typeof HealthView>;

const TIME = '2026-04-01T00:00:00.000Z';

/** A wipe that does not get on. */
export const STUCK_ID = `${'A'.repeat(43)}.1`;

/** Of a service that has everything to tell. */
const ILL: Health = {
  at: TIME,
  sample: { wipes: 3000, since: TIME, complete: false },
  states: { 'waiting-for-handset': 340, erased: 2400, failed: 8 },
  open: { wipes: 340, complete: true },
  timeToClaim: { of: 50, p50Seconds: 4.2, p99Seconds: 266_400 },
  timeToErase: { of: 2400, p50Seconds: 61, p99Seconds: 3500 },
  endings: [
    { state: 'failed', reason: 'internal-not-erased', wipes: 8, means: 'it did', todo: 'tell' },
  ],
  stuck: {
    wipes: 14,
    complete: false,
    longest: [
      {
        wipeId: STUCK_ID,
        lineId: 'line-0001',
        model: 'SO-01M',
        state: 'held',
        waitsFor: 'release',
        onHold: true,
        channel: 'web',
        requestedBy: 'p-hanako',
        requestedAt: TIME,
        deadlineAt: TIME,
      },
    ],
  },
};

/** Of one that nobody has asked for anything. */
const UNUSED: Health = {
  at: TIME,
  sample: { wipes: 0, complete: true },
  states: {},
  open: { wipes: 0, complete: true },
  timeToClaim: { of: 0 },
  timeToErase: { of: 0 },
  endings: [],
  stuck: { wipes: 0, complete: true, longest: [] },
};

const health = (name: string, body: Health): PageState => ({
  name: `console-health${name}`,
  path: '/health',
  as: 'operator',
  answers: { 'GET /v1/ops/health': { body } },
});

const why = (name: string, act: NonNullable<PageState['act']>): PageState => ({
  name: `console-why-${name}`,
  path: '/why',
  as: 'operator',
  act,
});

const { ask, fields, mistakes, outcomes } = ja.why;

/** The page of the health of a service that has everything to tell. */
export const ILL_HEALTH = health('', ILL);

export const INSIGHT_STATES: readonly PageState[] = [
  { name: 'console-why', path: '/why', as: 'operator' },
  why('allowed', async (visitor) => {
    await visitor.button(ask).click();
    await visitor.reads(outcomes.ALLOW);
  }),
  why('refused', async (visitor) => {
    const { main, page } = visitor;
    await main.getByRole('button', { name: fields.plan }).click();
    await page.getByRole('option', { name: /MVNO/ }).click();
    await visitor.button(ask).click();
    await visitor.reads(outcomes.REFUSE);
  }),
  why('mistaken', async (visitor) => {
    await visitor.main.getByRole('textbox', { name: fields.android }).fill('fourteen');
    await visitor.button(ask).click();
    await visitor.reads(mistakes.android);
  }),
  ILL_HEALTH,
  health('-unused', UNUSED),
];
