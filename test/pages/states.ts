/** Every page in every state that a person can meet, each with what the API answers there. */

import type { Language } from '#browser/language.ts';
import type { PersonId } from '#demo/people.ts';
import { ja } from '#portal/texts/ja/ja.ts';
import type { Answer, Answers } from './answer-calls.ts';
import { ApprovalDesk } from './approval-desk.ts';
import { CounterDesk } from './counter-desk.ts';
import { RequestForm } from './request-form.ts';
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
import { ALL_LOOKS, type Looks, type Visitor } from './visitor.ts';
import { WipePage } from './wipe-page.ts';

export interface PageState {
  /** Of the page, then of its state: also the file of its picture. */
  readonly name: string;
  readonly path: string;
  /** Who is signed in; nobody where it is not said. */
  readonly as?: PersonId;
  /** What the API answers, by method and path; every other call goes through to the system. */
  readonly answers?: Answers;
  /** What somebody does there, in Japanese. */
  readonly act?: (visitor: Visitor) => Promise<void>;
  /** Whether it takes a browser of its own: what was done there would be in the way of other states. */
  readonly apart?: true;
  /** The only language in which there is such a state. */
  readonly only?: Language;
}

/** The ways to look at a state. */
export const looksOf = ({ only }: PageState): readonly Looks[] =>
  ALL_LOOKS.filter(({ language }) => only === undefined || language === only);

export const problem = (status: number, code: string, members: Record<string, unknown> = {}) => ({
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
  {
    name: 'welcome-language-failed',
    path: '/',
    apart: true,
    // The note is in the other language, on a page in this one.
    only: 'ja',
    act: async ({ page }) => {
      await page.route('**/assets/en-*.js', (route) => route.abort());
      await page.getByRole('button', { name: ja.frame.languages.en }).click();
      await page.getByText(ja.frame.languagesFailed.en).waitFor();
    },
  },
];

/** Has the issuer's answer to a sign-out held back or cut off, and presses the button. */
async function signOut(
  { page }: Visitor,
  issuer: Parameters<Visitor['page']['route']>[1],
): Promise<void> {
  await page.route('**/.well-known/openid-configuration', issuer);
  await page.getByRole('button', { name: ja.session.signOut }).click();
}

const SIGNED_IN: Omit<PageState, 'name'> = {
  path: '/',
  as: 'hanako',
  apart: true,
  answers: { 'GET /v1/lines': { body: { lines: [line()] } } },
};

const SESSION: readonly PageState[] = [
  {
    name: 'session-signing-out',
    ...SIGNED_IN,
    act: async (visitor) => {
      await signOut(visitor, () => undefined);
      await visitor.heading(ja.session.signingOut).waitFor();
    },
  },
  {
    name: 'session-sign-out-failed',
    ...SIGNED_IN,
    act: async (visitor) => {
      await signOut(visitor, (route) => route.abort());
      await visitor.reads(ja.session.signOutFailed);
    },
  },
  {
    name: 'session-signed-out-elsewhere',
    ...SIGNED_IN,
    act: async (visitor) => {
      await visitor.page.evaluate(
        "new BroadcastChannel('remote-wipe.sign-outs').postMessage('sign-out')",
      );
      await visitor.reads(ja.session.elsewhere);
    },
  },
  {
    name: 'session-idle',
    ...SIGNED_IN,
    act: async ({ page }) => {
      // Of the two minutes that the warning stands, as little as may be has gone.
      await page.evaluate("sessionStorage.setItem('remote-wipe.last-act', Date.now() - 481_000)");
      await page.getByRole('dialog').waitFor();
    },
  },
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

const STEP_UP: Answer = {
  ...problem(401, 'step-up-required'),
  headers: {
    'www-authenticate':
      'Bearer error="insufficient_user_authentication", acr_values="2", max_age="300"',
  },
};

/** Sends the form, of which the service wants to know once more who it is. */
async function askAndStepUp(visitor: Visitor): Promise<void> {
  const form = new RequestForm(visitor);
  await form.fill('0001');
  await form.submit.click();
  await visitor.reads(ja.stepUp.title);
}

const REQUESTS: readonly PageState[] = [
  ofRequest('form', {}),
  ofRequest('mistakes', { act: ask }),
  ofRequest('step-up', {
    answers: { [`POST /v1/lines/${LINE_ID}/wipes`]: STEP_UP },
    act: askAndStepUp,
  }),
  ofRequest('code', {
    // What was asked for before would still be there.
    apart: true,
    answers: { [`POST /v1/lines/${LINE_ID}/wipes`]: STEP_UP },
    act: async (visitor) => {
      await askAndStepUp(visitor);
      // As after a sign-in by a password alone, and a code that was sent.
      await visitor.page.evaluate(`(() => {
        const name = Object.keys(sessionStorage).find((key) => key.includes('step-up.'));
        const kept = JSON.parse(sessionStorage.getItem(name));
        const sent = { by: 'mail', expiresAt: new Date(Date.now() + 300_000).toISOString() };
        sessionStorage.setItem(name, JSON.stringify({ ...kept, confirmedAt: Date.now(), sent }));
      })()`);
      await visitor.follow(REQUEST_PATH);
      await visitor.reads(ja.stepUp.codeTitle);
    },
  }),
];

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
    act: async (visitor) => {
      const page = new WipePage(visitor);
      await page.cancelButton.click();
      await page.cancelConfirmation.waitFor();
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
const search = (visitor: Visitor) => new CounterDesk(visitor).find('090-0000-0001');

/** Goes on to the form for the phone that was found. */
async function chooseAtCounter(visitor: Visitor): Promise<void> {
  await search(visitor);
  await visitor.button(ja.counter.choose('Sony Xperia 1 V')).click();
  await new CounterDesk(visitor).lastFour.waitFor();
}

const VISIT_BEGUN: Pick<PageState, 'path' | 'as' | 'answers'> = {
  path: '/counter',
  as: 'clerk',
  answers: { [SEARCH]: { body: line() }, ...noWipes },
};

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
  { name: 'counter-form', ...VISIT_BEGUN, act: chooseAtCounter },
  {
    name: 'counter-mistakes',
    ...VISIT_BEGUN,
    act: async (visitor) => {
      await chooseAtCounter(visitor);
      const phone = ja.lines.phone('Sony Xperia 1 V', '0001');
      await visitor.button(ja.counter.request.submit(phone)).click();
      await visitor.reads(ja.counter.request.mistakes);
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

const PHONE = { model: 'Sony Xperia 1 V', lastFour: '0001' };

const ofDecision = (name: string, act: (desk: ApprovalDesk) => Promise<void>): PageState => ({
  name: `approvals-${name}`,
  path: '/approvals',
  as: 'approver',
  answers: { [TO_DECIDE]: { body: { approvals: [approval()] } } },
  act: (visitor) => act(new ApprovalDesk(visitor, PHONE)),
});

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
  ofDecision('question', async (desk) => {
    await desk.writeReason('電話で折り返し、本人と確かめました。');
    await desk.button('approval').click();
    await desk.yes('approval').waitFor();
  }),
  ofDecision('rejection', async (desk) => {
    await desk.writeReason('折り返しの電話に、だれも出ませんでした。');
    await desk.button('rejection').click();
    await desk.yes('rejection').waitFor();
  }),
  ofDecision('mistakes', async (desk) => {
    await desk.writeReason('');
    await desk.button('approval').click();
    await desk.card.getByText(ja.approvals.reasonMissing).waitFor();
  }),
];

const RECORD = `GET /v1/wipes/${WIPE_ID}/record`;

const ofRecord = (name: string, answer: Answer): PageState => ({
  name,
  path: `/wipes/${WIPE_ID}/record`,
  as: 'hanako',
  answers: { [RECORD]: answer },
});

/** All of them; a record takes a key to be made first. */
export async function pageStates(): Promise<PageState[]> {
  const sealed = await record();
  return [
    ...WELCOME,
    ...SESSION,
    ...GUIDE,
    ...NOT_ME,
    ...LINES,
    ...LINE_STATES,
    ...REQUESTS,
    ...WIPE_STATES,
    ofRecord('record', { body: sealed }),
    ofRecord('record-unreachable', 'unreachable'),
    ofRecord('record-not-ready', problem(404, 'record-not-ready')),
    ...COUNTER,
    ...APPROVALS,
  ];
}
