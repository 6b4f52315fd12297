/** Every page in every state that a person can meet, each with what the API answers there. */
import type { PersonId } from '#demo/people.ts';
import {
  approval,
  ENROLMENT,
  earlierHandset,
  eligible,
  handset,
  LINE_ID,
  line,
  record,
  refused,
  VISIT,
  WIPE_ID,
  WIPES,
  wipe,
} from './sample-answers.ts';
import type { Visitor } from './visitor.ts';

export interface PageState {
  /** Of the page, then of its state: also the file of its picture. */
  readonly name: string;
  readonly path: string;
  /** Who is signed in; nobody where it is not said. */
  readonly as?: PersonId;
  /** What the API answers, by method and path; every other call goes through to the system. */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** What somebody does there. */
  readonly act?: (visitor: Visitor) => Promise<void>;
}

/** A body, answered with 200 unless it is a problem; or no answer at all. */
export type Answer = { readonly body: unknown; readonly status?: number } | 'unreachable';

const problem = (status: number, code: string, members: Record<string, unknown> = {}): Answer => ({
  status,
  body: { type: `urn:problem:remote-wipe:${code}`, title: code, status, code, ...members },
});

const LINE = `GET /v1/lines/${LINE_ID}`;
const WIPES_OF_LINE = `${LINE}/wipes`;
const WIPE = `GET /v1/wipes/${WIPE_ID}`;
const REQUEST_PATH = `/lines/${LINE_ID}/handsets/${ENROLMENT}/wipe`;

const noWipes = { [WIPES_OF_LINE]: { body: { wipes: [] } } };

const ofLine = (name: string, shown: Parameters<typeof line>[0]): PageState => ({
  name: `line-${name}`,
  path: `/lines/${LINE_ID}`,
  as: 'hanako',
  answers: { [LINE]: { body: line(shown) }, ...noWipes },
});

const ofRefusal = (code: string, referrals: readonly string[]): PageState =>
  ofLine(code.toLowerCase().replaceAll('_', '-'), {
    handsets: [handset({ eligibility: refused(code, referrals) })],
  });

const WARNINGS = ['W_SIM_STATE_UNKNOWN', 'W_PRESET_UNKNOWN', 'W_UPDATE_PENDING'];

const ofRequest = (name: string, state: Partial<PageState>): PageState => ({
  name: `request-${name}`,
  path: REQUEST_PATH,
  as: 'hanako',
  ...state,
  answers: {
    [LINE]: {
      body: line({
        handsets: [
          handset({ eligibility: eligible({ outcome: 'ALLOW_WARN', warnings: WARNINGS }) }),
        ],
      }),
    },
    ...state.answers,
  },
});

/** Presses the button that asks, whatever is filled in. */
async function ask({ page }: Visitor): Promise<void> {
  await page.getByRole('button', { name: /初期化する|^Erase / }).click();
}

const WELCOME: readonly PageState[] = [
  { name: 'welcome', path: '/' },
  { name: 'welcome-signed-out', path: '/signed-out' },
  { name: 'welcome-no-such-page', path: '/nothing-here' },
  { name: 'welcome-sign-in-wanted', path: `/wipes/${WIPE_ID}` },
  { name: 'welcome-wrong-role', path: '/counter', as: 'hanako' },
];

const GUIDE: readonly PageState[] = [
  { name: 'how-to', path: '/how-to' },
  {
    name: 'models',
    path: '/models',
    // One row is like another: a few of them tell as much.
    act: async ({ page }) => {
      await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill('SO-5');
      await page.getByText('SO-51D').first().waitFor();
    },
  },
  { name: 'models-unreachable', path: '/models', answers: { 'GET /v1/models': 'unreachable' } },
  { name: 'shop-visit', path: '/shop-visit' },
];

const CONTEST = `POST /v1/wipes/${WIPE_ID}/contest`;
const contested = (name: string, answer: Answer): PageState => ({
  name: `not-me-${name}`,
  path: `/not-me#${WIPE_ID}.${'A'.repeat(22)}`,
  answers: { [CONTEST]: answer },
  act: async ({ page }) => {
    await page.getByRole('main').getByRole('button').first().click();
  },
});

const NOT_ME: readonly PageState[] = [
  { name: 'not-me', path: `/not-me#${WIPE_ID}.${'A'.repeat(22)}` },
  { name: 'not-me-incomplete', path: '/not-me#cut.short' },
  contested('marked', {
    body: {
      contestedAt: new Date().toISOString(),
      next: ['cancel-signed-in', 'cancel-at-shop', 'change-password', 'call-operations'],
    },
  }),
  contested('unknown', problem(404, 'wipe-not-found')),
  contested('closed', problem(409, 'contest-closed')),
];

const LINES: readonly PageState[] = [
  {
    name: 'lines',
    path: '/',
    as: 'hanako',
    answers: {
      'GET /v1/lines': {
        body: {
          lines: [
            line({
              handsets: [
                handset({ latestWipe: { wipeId: WIPE_ID, state: 'waiting-for-handset' } }),
              ],
            }),
            line({
              lineId: 'line-0002',
              number: '*******0002',
              status: 'suspended',
              handsets: [handset(), earlierHandset()],
            }),
            line({ lineId: 'line-0003', number: '*******0003', handsets: [] }),
          ],
          next: 'line-0003',
        },
      },
    },
  },
  {
    name: 'lines-none',
    path: '/',
    as: 'hanako',
    answers: { 'GET /v1/lines': { body: { lines: [] } } },
  },
  {
    name: 'lines-unreachable',
    path: '/',
    as: 'hanako',
    answers: { 'GET /v1/lines': 'unreachable' },
  },
  {
    name: 'lines-internal',
    path: '/',
    as: 'hanako',
    answers: { 'GET /v1/lines': problem(500, 'internal') },
  },
];

const LINE_STATES: readonly PageState[] = [
  ofLine('one', {}),
  ofLine('two', { handsets: [handset(), earlierHandset()] }),
  ofLine('suspended-wallet', {
    status: 'suspended',
    locks: { device: 'pending', wallet: 'pending' },
    handsets: [
      handset({
        eligibility: eligible({
          outcome: 'ALLOW_WARN',
          warnings: ['W_LINE_SUSPENDED'],
          notices: ['N_IRREVERSIBLE', 'N_SD_CARD', 'N_WALLET_LOCK_NOT_CONFIRMED'],
        }),
      }),
    ],
  }),
  ofLine('no-handset', {
    handsets: [],
    eligibility: refused('X_NO_HANDSET', ['F_SHOP_COUNTER', 'F_GOOGLE_FIND', 'F_ICLOUD_FIND']),
  }),
  {
    ...ofLine('history', {}),
    answers: {
      [LINE]: { body: line() },
      [WIPES_OF_LINE]: {
        body: { wipes: [WIPES['erased'], WIPES['rejected'], WIPES['expired-deadline']] },
      },
    },
  },
  ofRefusal('X_APPLE_DEVICE', ['F_ICLOUD_FIND']),
  ofRefusal('X_ESIM_ONLY_MODEL', ['F_GOOGLE_FIND', 'F_NANO_SIM_NEXT_TIME']),
  ofRefusal('X_PRESET_MISSING', ['F_GOOGLE_FIND']),
  ofRefusal('X_MODEL_UNKNOWN', ['F_MODEL_LIST', 'F_GOOGLE_FIND']),
  {
    name: 'line-not-found',
    path: `/lines/${LINE_ID}`,
    as: 'hanako',
    answers: { [LINE]: problem(404, 'line-not-found'), ...noWipes },
  },
];

const REQUESTS: readonly PageState[] = [ofRequest('form', {}), ofRequest('mistakes', { act: ask })];

const WIPE_STATES: readonly PageState[] = [
  ...Object.entries(WIPES).map(([name, body]) => ({
    name: `wipe-${name}`,
    path: `/wipes/${WIPE_ID}`,
    as: 'hanako' as const,
    answers: { [WIPE]: { body } },
  })),
  {
    name: 'wipe-cancelling',
    path: `/wipes/${WIPE_ID}`,
    as: 'hanako',
    answers: { [WIPE]: { body: wipe() } },
    act: async ({ page }) => {
      await page
        .getByRole('main')
        .getByRole('button', { name: /取り消|Cancel/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'wipe-not-found',
    path: `/wipes/${WIPE_ID}`,
    as: 'hanako',
    answers: { [WIPE]: problem(404, 'wipe-not-found') },
  },
];

const SEARCH = 'POST /v1/shop/lines/search';

/** Types a number and has it looked for. */
async function search({ page }: Visitor): Promise<void> {
  const form = page.getByRole('main');
  await form.getByRole('textbox').first().fill('090-0000-0001');
  await form.getByRole('textbox').first().press('Enter');
  await page.locator('.button-busy').first().waitFor({ state: 'detached' });
}

const atCounter = (name: string, answer?: Answer): PageState => ({
  name: `counter-${name}`,
  path: '/counter',
  as: 'clerk',
  ...(answer && { answers: { [SEARCH]: answer, ...noWipes }, act: search }),
});

const COUNTER: readonly PageState[] = [
  atCounter('empty'),
  atCounter('found', { body: line({ handsets: [handset(), earlierHandset()] }) }),
  {
    ...atCounter('history', { body: line() }),
    answers: {
      [SEARCH]: { body: line() },
      [WIPES_OF_LINE]: {
        body: { wipes: [{ ...WIPES['rejected'], channel: 'shop', visit: VISIT }] },
      },
    },
  },
  atCounter('unknown', problem(404, 'line-not-found')),
  atCounter('suspended', problem(403, 'clerk-suspended')),
  {
    name: 'counter-form',
    path: '/counter',
    as: 'clerk',
    answers: { [SEARCH]: { body: line() }, ...noWipes },
    act: async (visitor) => {
      await search(visitor);
      await visitor.page
        .getByRole('main')
        .getByRole('button', { name: /SO-51D|Xperia/ })
        .first()
        .click();
      await visitor.page.waitForURL('**/counter/request');
    },
  },
  ...(['awaiting-approval', 'waiting-for-handset', 'erased'] as const).map((name) => ({
    name: `counter-wipe-${name}`,
    path: `/counter/wipes/${WIPE_ID}`,
    as: 'clerk' as const,
    answers: { [WIPE]: { body: { ...WIPES[name], channel: 'shop', visit: VISIT } } },
  })),
];

const TO_DECIDE = 'GET /v1/approvals?show=to-decide';

const APPROVALS: readonly PageState[] = [
  {
    name: 'approvals',
    path: '/approvals',
    as: 'approver',
    answers: {
      [TO_DECIDE]: {
        body: { approvals: [approval(), approval({ wipeId: `${ENROLMENT}.2`, own: true })] },
      },
    },
  },
  {
    name: 'approvals-none',
    path: '/approvals',
    as: 'approver',
    answers: { [TO_DECIDE]: { body: { approvals: [] } } },
  },
];

/** Whether it is of a wipe's own page or its record: there are as many as of all others together. */
export const isOfWipe = ({ path }: PageState) => path.includes(`/wipes/`);

/** All of them; a record takes a key to be made first. */
export async function pageStates(): Promise<PageState[]> {
  const sealed = await record();
  return [
    ...WELCOME,
    ...GUIDE,
    ...NOT_ME,
    ...LINES,
    ...LINE_STATES,
    ...REQUESTS,
    ...WIPE_STATES,
    {
      name: 'record',
      path: `/wipes/${WIPE_ID}/record`,
      as: 'hanako',
      answers: { [`GET /v1/wipes/${WIPE_ID}/record`]: { body: sealed } },
    },
    ...COUNTER,
    ...APPROVALS,
  ];
}
