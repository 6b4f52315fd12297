/** Who may make which call: the one table of it, and what everybody else is told. */

/** Kinds of people, as they stand to a line that has changed hands once. */
export const KINDS = [
  'nobody',
  'handset',
  'expired',
  'stranger',
  'other-administrator',
  'former-owner',
  'owner',
  'owner-by-password',
  'new-owner',
  'shop',
  'ops',
  'ops-by-password',
  'approver',
  'approver-by-password',
] as const;
export type Kind = (typeof KINDS)[number];

interface Rule {
  /** The only ones who may; for everybody the call is the same. */
  readonly to: readonly Kind[] | 'everybody';
  /** What those who may are answered here: a status, and the code where it is a problem. */
  readonly answer: string;
  /** What those are told who ask for what is not theirs, as for what does not exist. */
  readonly missing?: string;
  /** Whether a password alone is told to step up, rather than let in. */
  readonly stepUp?: true;
  /** Whether the call is about the wipe that the former owner asked for where `new-owner` makes it. */
  readonly aboutWipe?: true;
  /** Whether everybody makes the call about that earlier wipe, which is settled. */
  readonly aboutEarlier?: true;
  /** What some of the others are told, where it is not what the door says. */
  readonly others?: Readonly<Partial<Record<Kind, string>>>;
}

const OWN = ['owner', 'owner-by-password'] as const;

/** Of operations alone. */
const ofOperations = (answer: string): Rule => ({
  to: ['ops'],
  answer,
  missing: '403',
  aboutEarlier: true,
});

/**
 * By operation of the OpenAPI document. The line is `owner`'s, whose wipe of it waits; before it was `former-owner`'s,
 * whose wipe of it was refused when it was sold. `new-owner` is the same owner, asking about that earlier wipe.
 */
export const WHO_MAY: Readonly<Record<string, Rule>> = {
  'list-models': { to: 'everybody', answer: '200' },
  'list-lines': {
    // Everybody with an account has a list, if an empty one.
    to: [...OWN, 'new-owner', 'stranger', 'other-administrator', 'former-owner'],
    answer: '200',
  },
  'show-line': { to: [...OWN, 'new-owner'], answer: '200', missing: '404 line-not-found' },
  // To a shop, which asked for none of them, an empty list.
  'list-wipes': {
    to: [...OWN, 'new-owner', 'shop', 'ops'],
    answer: '200',
    missing: '404 line-not-found',
  },
  'request-wipe': {
    to: ['owner', 'new-owner'],
    answer: '409 wipe-open',
    missing: '404 line-not-found',
    stepUp: true,
  },
  'send-step-up-code': {
    to: [...OWN, 'new-owner'],
    answer: '202',
    missing: '404 line-not-found',
  },
  'show-wipe': {
    to: [...OWN, 'ops'],
    answer: '200',
    missing: '404 wipe-not-found',
    aboutWipe: true,
    others: { shop: '404 wipe-not-found' },
  },
  'show-record': {
    to: OWN,
    answer: '404 record-not-ready',
    missing: '404 wipe-not-found',
    aboutWipe: true,
    others: { shop: '404 wipe-not-found', ops: '200' },
  },
  'cancel-wipe': {
    to: ['owner'],
    answer: '200',
    missing: '404 wipe-not-found',
    stepUp: true,
    aboutWipe: true,
    others: { shop: '404 wipe-not-found', ops: '409 wipe-ended' },
  },
  'search-lines': { to: ['shop'], answer: '200', missing: '403' },
  'request-shop-wipe': { to: ['shop'], answer: '409 wipe-open', missing: '403' },
  'list-approvals': { to: ['approver'], answer: '200', missing: '403' },
  // No second person has to agree to this wipe.
  'approve-wipe': { to: ['approver'], answer: '404 wipe-not-found', missing: '403' },
  'reject-wipe': { to: ['approver'], answer: '404 wipe-not-found', missing: '403' },
  'show-limits': { to: ['ops'], answer: '200', missing: '403' },
  'contest-wipe': { to: 'everybody', answer: '404 wipe-not-found' },
  'show-dispatch': { to: ['ops'], answer: '200', missing: '403' },
  'pause-dispatch': { to: ['ops'], answer: '200', missing: '403' },
  // One person alone gets this far and no further.
  'propose-resume': { to: ['ops'], answer: '200', missing: '403' },
  'confirm-resume': { to: ['ops'], answer: '409 proposal-not-open', missing: '403' },
  'propose-withdrawal': { to: ['ops'], answer: '200', missing: '403' },
  'confirm-withdrawal': { to: ['ops'], answer: '409 proposal-not-open', missing: '403' },
  'show-clerk': { to: ['ops'], answer: '200', missing: '403' },
  'propose-reinstatement': { to: ['ops'], answer: '409 not-suspended', missing: '403' },
  'confirm-reinstatement': { to: ['ops'], answer: '409 proposal-not-open', missing: '403' },
  'list-all-wipes': ofOperations('200'),
  'show-any-wipe': {
    ...ofOperations('200'),
    // No second person has to agree to this wipe.
    others: { approver: '404 wipe-not-found' },
  },
  'show-execution': ofOperations('200'),
  'show-workflow': ofOperations('200'),
  'hold-wipe': ofOperations('409 wipe-ended'),
  'release-wipe': ofOperations('409 wipe-ended'),
  'redrive-wipe': ofOperations('409 wipe-settled'),
  'notify-handset': ofOperations('409 wipe-ended'),
  'explain-eligibility': ofOperations('200'),
  'explain-wipe': ofOperations('200'),
  'show-health': ofOperations('200'),
  'send-enrolment-code': { to: 'everybody', answer: '202' },
  enrol: { to: 'everybody', answer: '403 code-wrong' },
  'renew-certificate': { to: 'everybody', answer: '403 statement-refused' },
};

/** Those whom the door turns away before anything is looked at, and with what. */
const AT_THE_DOOR: Readonly<Partial<Record<Kind, string>>> = {
  nobody: '401',
  handset: '401',
  expired: '401',
  shop: '403',
  ops: '403',
  'ops-by-password': '403',
  approver: '403',
  'approver-by-password': '403',
};

/** Who is told to step up by whatever they may call, each by who they are with two factors. */
const HALF_SIGNED_IN: Readonly<Partial<Record<Kind, Kind>>> = {
  'ops-by-password': 'ops',
  'approver-by-password': 'approver',
};

/** Whether a kind of staff gets past the door. */
const isOpenTo = (kind: Kind, { to, others }: Rule) =>
  to !== 'everybody' && (to.includes(kind) || others?.[kind] !== undefined);

/** What a kind of person is answered; `undefined` where the table says nothing of the operation. */
export function expected(operationId: string, kind: Kind): string | undefined {
  const rule = WHO_MAY[operationId];
  if (rule === undefined) return undefined;
  const whole = HALF_SIGNED_IN[kind];
  if (whole !== undefined && isOpenTo(whole, rule)) return '401 step-up-required';
  if (rule.to === 'everybody' || rule.to.includes(kind)) return rule.answer;
  if (kind === 'owner-by-password' && rule.stepUp) return '401 step-up-required';
  return rule.others?.[kind] ?? AT_THE_DOOR[kind] ?? rule.missing;
}
