/** A case of the table: what each column may say, and the facts that its row stands for. */
import { folded } from '#catalogue/folding.ts';
import { NAMED_MODELS } from '#domain/eligibility/conditions.ts';
import {
  type Applicant,
  type EligibilityFacts,
  type HandsetFacts,
  type LineFacts,
  MODEL_KINDS,
  type ModelFacts,
} from '#domain/eligibility/facts.ts';

/** Columns that a table must have, in any order, and may have others beside. */
export const COLUMNS = [
  'id',
  'date',
  'plan',
  'channel',
  'auth',
  'model',
  'kind',
  'release_month',
  'preset',
  'update',
  'app',
  'marked',
  'sim',
  'lock',
] as const;
type Column = (typeof COLUMNS)[number];

/** The facts of a case, or everything that is wrong with its row, each beginning with its column. */
export type ReadCase =
  | { readonly facts: EligibilityFacts }
  | { readonly mistakes: readonly string[] };

/** How a cell says that a thing is not known, or of no matter. */
const NOT_SAID = ['-', '—', ''];

/** Plans that no condition names are lines of the carrier like any other (A17). */
const PLANS = new Map<string, LineFacts['plan']>([
  ['docomo', 'docomo'],
  ['ahamo', 'ahamo'],
  ['irumo', 'irumo'],
  ['eximo', 'docomo'],
  ['docomo_mini', 'docomo'],
  ['home_5g', 'docomo'],
  ['data_only', 'docomo'],
  ['kids', 'kids'],
  ['biz_d_account', 'business'],
  ['mvno', 'mvno'],
]);

const WEB = { channel: 'web' } as const;
const SHOP = { channel: 'shop' } as const;
const APPLICANTS = new Map([
  [
    'web',
    new Map<string, Applicant>([
      ['pw', { ...WEB, secondFactor: 'not-asked' }],
      ['mfa_ok', { ...WEB, secondFactor: 'usable' }],
      ['mfa_other_device', { ...WEB, secondFactor: 'usable' }],
      ['mfa_lost', { ...WEB, secondFactor: 'lost' }],
      ['passkey_lost', { ...WEB, secondFactor: 'lost' }],
    ]),
  ],
  [
    'shop',
    new Map<string, Applicant>([
      ['resv+docs', { ...SHOP, hasDocuments: true, hasReservation: true }],
      ['resv_no_docs', { ...SHOP, hasDocuments: false, hasReservation: true }],
      ['docs_no_resv', { ...SHOP, hasDocuments: true, hasReservation: false }],
    ]),
  ],
]);

const KINDS = named(MODEL_KINDS);
const PRESETS = named(['done', 'not_done', 'unknown']);
const UPDATES = named(['applied', 'not_applied', 'unknown']);
const APPS = named(['yes', 'no', 'unknown']);
const SIMS = named(['nano', 'esim', 'dual', 'unknown']);
const LOCKS = named(['none', 'pending', 'failed', 'succeeded', 'unknown']);
/** Each of ※1 to ※3 means the same so far (A2), so that a table need not say which it is. */
const MARKS = new Map<string, ModelFacts['mark']>([
  ['yes', 1],
  ['no', 'none'],
  ['1', 1],
  ['2', 2],
  ['3', 3],
  ['none', 'none'],
  ['unknown', 'unknown'],
]);

function named<Value extends string>(values: readonly Value[]): ReadonlyMap<string, Value> {
  return new Map(values.map((value) => [value, value] as const));
}

const NAMED = new Map(NAMED_MODELS.map((code) => [folded(code), code] as const));
/** A code that a condition names, however it is spelt: width, case, blanks and dashes make no other model. */
const codeOf = (text: string) => NAMED.get(folded(text)) ?? text.normalize('NFKC').trim();

/** The facts that a row stands for. */
export function readCase(cell: (column: Column) => string): ReadCase {
  const mistakes: string[] = [];
  const refuse = (column: Column, known: string) => {
    mistakes.push(`${column}: unknown value ${JSON.stringify(cell(column))}; it takes ${known}`);
    return undefined;
  };
  const isSaid = (column: Column) => !NOT_SAID.includes(cell(column));
  const one = <Value>(column: Column, known: ReadonlyMap<string, Value>) =>
    known.get(cell(column)) ?? refuse(column, [...known.keys()].join(', '));
  const orUnknown = <Value>(column: Column, known: ReadonlyMap<string, Value>) =>
    isSaid(column) ? (one(column, known) ?? 'unknown') : 'unknown';
  const dated = (column: Column, form: string, isDate: (text: string) => boolean) => {
    if (!isDate(cell(column))) refuse(column, form);
    return cell(column);
  };
  const date = dated('date', 'a day as 2024-06-01', isDay);
  const plan = one('plan', PLANS);
  const walletLock = orUnknown('lock', LOCKS);
  // What `auth` may say depends on the channel.
  const factors = one('channel', APPLICANTS);
  const applicant = factors && one('auth', factors);
  const handset: HandsetFacts = {
    sim: orUnknown('sim', SIMS),
    preset: orUnknown('preset', PRESETS),
    update: orUnknown('update', UPDATES),
    app: orUnknown('app', APPS),
    android: undefined,
  };
  const model: ModelFacts = {
    code: isSaid('model') ? codeOf(cell('model')) : '',
    kind: orUnknown('kind', KINDS),
    released: isSaid('release_month')
      ? dated('release_month', 'a month as 2017-04', (month) => isDay(`${month}-01`))
      : undefined,
    mark: orUnknown('marked', MARKS),
    // The list of supported models is not asked: a case says itself what its model is.
    supported: 'unknown',
  };
  if (plan === undefined || applicant === undefined || mistakes.length > 0) return { mistakes };
  return {
    facts: {
      date,
      line: { plan, isSuspended: false, walletLock },
      applicant,
      model,
      handset: isSaid('model') ? handset : undefined,
    },
  };
}

function isDay(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  // A day that its month does not have would be taken for one of the next month.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
