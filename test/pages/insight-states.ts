/** The console's pages that tell why and how the service does, in every state that operations can meet. */
import type * as z from 'zod';
import { en } from '#console/texts/en/en.ts';
import { ja } from '#console/texts/ja/ja.ts';
import type { HealthView } from '#functions/contract/ops-bodies.ts';
import type { PageState } from './states.ts';
import type { Visitor } from './visitor.ts';

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

/** A text in either language. */
const either = (text: (texts: typeof ja) => string) => new RegExp(`^(${text(ja)}|${text(en)})$`);

const judge = ({ main }: Visitor) =>
  main.getByRole('button', { name: either((texts) => texts.why.ask) }).click();

const told = ({ main }: Visitor, text: (texts: typeof ja) => string) =>
  main.getByText(either(text)).first().waitFor();

export const INSIGHT_STATES: readonly PageState[] = [
  { name: 'console-why', path: '/why', as: 'operator' },
  why('allowed', async (visitor) => {
    await judge(visitor);
    await told(visitor, ({ why: { outcomes } }) => outcomes.ALLOW);
  }),
  why('refused', async (visitor) => {
    const { main, page } = visitor;
    const label = new RegExp(`${ja.why.fields.plan}|${en.why.fields.plan}`);
    await main.getByRole('button', { name: label }).click();
    await page.getByRole('option', { name: /MVNO/ }).click();
    await judge(visitor);
    await told(visitor, ({ why: { outcomes } }) => outcomes.REFUSE);
  }),
  why('mistaken', async (visitor) => {
    const label = new RegExp(`${ja.why.fields.android}|${en.why.fields.android}`);
    await visitor.main.getByRole('textbox', { name: label }).fill('fourteen');
    await judge(visitor);
    await told(visitor, ({ why: { mistakes } }) => mistakes.android);
  }),
  health('', ILL),
  health('-unused', UNUSED),
];
