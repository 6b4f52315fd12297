/** What the fuzzed requests are about: an owner with handsets and wipes, a stranger with the same, and a sound request of each kind. */
import { randomUUID } from 'node:crypto';
import { lineIdOf, numberOf } from '#demo/lines.ts';
import type { PersonId } from '#demo/people.ts';
import { signIn } from '#demo/sign-in.ts';
import { Subscriber } from '#demo/subscriber.ts';
import { until } from '#demo/until.ts';
import type { Whereabouts } from '#demo/welcome.ts';
import { type EnrolledHandset, enrolHandset } from './handset.ts';
import type { ApiOperation } from './operations.ts';
import type { FuzzRequest } from './request.ts';

/** Sample lines by serial number: two of the owner's, one of the stranger's. */
const [TARGET, WIPED, FOREIGN] = [3, 4, 1];
const OWNER: PersonId = 'taro';
/** Where the owner is told. */
export const OWNER_MAIL = 'taro@example.com';
const STRANGER: PersonId = 'hanako';

interface Waiting {
  readonly lineId: string;
  readonly handset: EnrolledHandset;
  readonly wipeId: string;
}

export interface Scene {
  /** The owner's, with a handset that no wipe was asked for. */
  readonly target: { readonly lineId: string; readonly handset: EnrolledHandset };
  /** The owner's, with a wipe that waits for its handset. */
  readonly wiped: Waiting;
  /** The stranger's. */
  readonly foreign: Waiting;
  /** What a request for the target has to say. */
  readonly body: object;
}

/** Enrols the handsets and asks for the wipes. */
export async function setScene(at: Whereabouts): Promise<Scene> {
  const [mine, yours] = await Promise.all([signIn(at.issuer, OWNER), signIn(at.issuer, STRANGER)]);
  const owner = new Subscriber(at.api, mine);
  const handset = await enrolHandset(at, numberOf(TARGET));
  const lineId = lineIdOf(TARGET);
  return {
    target: { lineId, handset },
    wiped: await waiting(at, owner, WIPED),
    foreign: await waiting(at, new Subscriber(at.api, yours), FOREIGN),
    body: await bodyFor(owner, lineId),
  };
}

async function waiting(at: Whereabouts, owner: Subscriber, serial: number): Promise<Waiting> {
  const handset = await enrolHandset(at, numberOf(serial));
  const lineId = lineIdOf(serial);
  const { wipeId } = await owner.requestWipe(lineId, await bodyFor(owner, lineId));
  await until('the wipe to wait for its handset', async () => {
    const { state } = await owner.wipe(wipeId);
    return state === 'waiting-for-handset' || undefined;
  });
  return { lineId, handset, wipeId };
}

async function bodyFor(owner: Subscriber, lineId: string) {
  const { handsets, number } = await owner.line(lineId);
  const [handset] = handsets;
  if (handset === undefined) throw new Error('the line shows no handset');
  const { enrolmentId, eligibility } = handset;
  return { enrolmentId, lastFour: number.slice(-4), consents: eligibility.warnings };
}

/** A token of the owner's that has just been issued. */
export const freshToken = (at: Whereabouts) => signIn(at.issuer, OWNER);

/** Of operations about the whole service; nobody has made the proposal. */
const DECISION = { reason: 'An attack is under way' };
const CONFIRMATION = { ...DECISION, proposal: 999_999 };
const CLERK = 'p-clerk';

/** Of an operator's act. */
const REASON = { reason: 'The owner has called' };

/** Of no handset in particular. */
const FACTS = {
  date: '2026-04-01',
  line: { plan: 'docomo', isSuspended: false, walletLock: 'none' },
  applicant: { channel: 'web', secondFactor: 'usable' },
  model: { code: 'SO-01M', kind: 'smartphone', mark: 'none', supported: 'yes' },
};
/** What a clerk records. */
const VISIT = { documents: ['driving-licence'], reservation: true, customerPresent: true };

/** Of the request that an approver was shown. */
const SHOWN = { requestHash: 'A'.repeat(43) };

/** By operation: what its path and its body need. A new route has to say here what a sound request of it is. */
const SOUND: Readonly<
  Record<string, (scene: Scene) => { id?: string; query?: string; body?: object }>
> = {
  'list-models': () => ({ query: '?kind=tablet&name=d' }),
  'list-lines': () => ({}),
  'show-line': ({ target }) => ({ id: target.lineId }),
  'request-wipe': ({ target, body }) => ({ id: target.lineId, body }),
  'send-step-up-code': ({ target }) => ({ id: target.lineId }),
  'list-wipes': ({ wiped }) => ({ id: wiped.lineId }),
  'show-wipe': ({ wiped }) => ({ id: wiped.wipeId }),
  'cancel-wipe': ({ wiped }) => ({ id: wiped.wipeId, body: REASON }),
  'show-record': ({ wiped }) => ({ id: wiped.wipeId }),
  // With the secret of no link.
  'contest-wipe': ({ wiped }) => ({ id: wiped.wipeId, body: { secret: 'A'.repeat(22) } }),
  'show-limits': () => ({}),
  'show-dispatch': () => ({}),
  'pause-dispatch': () => ({ body: DECISION }),
  'propose-resume': () => ({ body: DECISION }),
  'confirm-resume': () => ({ body: CONFIRMATION }),
  'propose-withdrawal': () => ({ body: DECISION }),
  'confirm-withdrawal': () => ({ body: CONFIRMATION }),
  'show-clerk': () => ({ id: CLERK }),
  'propose-reinstatement': () => ({ id: CLERK, body: DECISION }),
  'confirm-reinstatement': () => ({ id: CLERK, body: CONFIRMATION }),
  'list-all-wipes': ({ wiped }) => ({ query: `?line=${wiped.lineId}&state=held,issued` }),
  'show-any-wipe': ({ wiped }) => ({ id: wiped.wipeId }),
  'show-execution': ({ wiped }) => ({ id: wiped.wipeId, query: '?run=1' }),
  'show-workflow': () => ({}),
  'hold-wipe': ({ wiped }) => ({ id: wiped.wipeId, body: REASON }),
  'release-wipe': ({ wiped }) => ({ id: wiped.wipeId, body: REASON }),
  'redrive-wipe': ({ wiped }) => ({ id: wiped.wipeId, body: REASON }),
  'notify-handset': ({ wiped }) => ({ id: wiped.wipeId, body: REASON }),
  'explain-eligibility': () => ({ body: FACTS }),
  'explain-wipe': ({ wiped }) => ({ id: wiped.wipeId }),
  'show-health': () => ({}),
  'search-lines': ({ target }) => ({ body: { number: target.handset.enrolled.number } }),
  'request-shop-wipe': ({ target, body }) => ({ id: target.lineId, body: { ...body, ...VISIT } }),
  'list-approvals': () => ({ query: '?show=decided' }),
  'approve-wipe': ({ wiped }) => ({ id: wiped.wipeId, body: { ...REASON, ...SHOWN } }),
  'reject-wipe': ({ wiped }) => ({ id: wiped.wipeId, body: { ...REASON, ...SHOWN } }),
  'send-enrolment-code': ({ target }) => ({ body: { number: target.handset.enrolled.number } }),
  enrol: ({ target }) => ({ body: target.handset.enrolled }),
  'renew-certificate': ({ target }) => ({
    id: target.handset.enrolmentId,
    body: target.handset.renewed,
  }),
};

/** A request as its rightful caller would make it. @throws Error for an operation that nobody described. */
export function soundRequest(operation: ApiOperation, scene: Scene, token: string): FuzzRequest {
  const describe = SOUND[operation.id];
  if (describe === undefined)
    throw new Error(`say in drill/fuzz/scene.ts how to ask for ${operation.id}`);
  const { id = '', query = '', body } = describe(scene);
  return {
    method: operation.method,
    path: operation.path.replace(/\{[^}]+\}/, id) + query,
    headers: {
      ...(operation.isSecured && { authorization: `Bearer ${token}` }),
      ...(operation.method === 'POST' && { 'content-type': 'application/json' }),
      ...(KEYED.includes(operation.id) && { 'idempotency-key': KEY }),
      ...(operation.method === 'GET' && { 'if-none-match': '"x"' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  };
}

const KEYED = ['request-wipe', 'request-shop-wipe'];

/** One for the whole run: a request sent again is the same request. */
const KEY = randomUUID();

/** Ids that are somebody else's. */
export const foreignIds = ({ foreign }: Scene) => [
  foreign.lineId,
  foreign.wipeId,
  foreign.handset.enrolmentId,
];

/** What no refusal may repeat: numbers, codes, statements, requests for certificates. */
export function secretsOf(scene: Scene, token: string): string[] {
  const handsets = [scene.target.handset, scene.wiped.handset, scene.foreign.handset];
  const [, , signature = token] = token.split('.');
  return [
    signature,
    ...handsets.flatMap(({ enrolled, renewed }) => [
      enrolled.number,
      enrolled.code,
      enrolled.statement,
      renewed.statement,
    ]),
  ];
}
