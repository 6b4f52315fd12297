/** A sound request of each route, by each who may make it, and what it does once it is taken. */
import { randomUUID } from 'node:crypto';
import { Subscriber } from '#demo/subscriber.ts';
import type { Whereabouts } from '#demo/welcome.ts';
import { standingScope } from '#domain/governor/standing.ts';
import { DISPATCH_SCOPE } from '#domain/governor/switch.ts';
import { type CallerName, callersOf, personOf, tokenOf } from './callers.ts';
import type { Deed } from './deeds.ts';
import { codeSentBy } from './inbox.ts';
import type { ApiOperation } from './operations.ts';
import { proposedNow, reinstatementProposedNow } from './proposals.ts';
import type { FuzzRequest } from './request.ts';
import { foreignIds, type Scene, SUSPENDED, secretsOf } from './scene.ts';

export interface SoundRequest {
  readonly caller: CallerName;
  readonly request: FuzzRequest;
  /** Statuses of which it is answered with one, unless it comes too often. */
  readonly answers: readonly number[];
  /** What it does, besides what its answer tells. */
  readonly deed?: Deed;
  /** What somebody else did for it to be sound. */
  readonly before?: Deed;
  /** What no refusal of it may repeat. */
  readonly secrets: readonly string[];
  /** Ids in the place of its own that open nothing to its caller. */
  readonly foreignIds: readonly string[];
}

export interface Stage {
  readonly at: Whereabouts;
  readonly scene: Scene;
}

interface Asking extends Stage {
  readonly caller: CallerName;
}

/** What its path and its body need. */
interface Wish {
  readonly id?: string;
  readonly query?: string;
  readonly body?: object;
  /** Where it is not the success that the document names. */
  readonly answers?: readonly number[];
  readonly does?: Pick<Deed, 'about' | 'type'>;
  readonly before?: Deed;
  readonly secret?: string;
}

const REASON = { reason: 'The owner has called' };
const DECISION = { reason: 'An attack is under way' };
const OTHER = { id: 'second-operator', person: 'p-second-operator' } as const;

/** Of no handset in particular. */
const FACTS = {
  date: '2026-04-01',
  line: { plan: 'docomo', isSuspended: false, walletLock: 'none' },
  applicant: { channel: 'web', secondFactor: 'usable' },
  model: { code: 'SO-01M', kind: 'smartphone', mark: 'none', supported: 'yes' },
};

/** Where jiro is told: a code that stands for a second factor goes there. */
const CODED_MAIL = 'jiro@example.com';

async function stepUpCode({ at, scene }: Stage): Promise<string> {
  const jiro = new Subscriber(at.api, await tokenOf(at.issuer, 'coded'));
  return codeSentBy(at.inbox, CODED_MAIL, () => jiro.sendStepUpCode(scene.coded.lineId));
}

/** Of the request that `coded` has made by then. */
const wipeOfCoded = ({ coded }: Scene) => `${coded.handset.enrolmentId}.1`;

async function requestWipe(asking: Asking): Promise<Wish> {
  const { target, coded } = asking.scene;
  if (asking.caller !== 'coded') return { id: target.lineId, body: target.body };
  const secret = await stepUpCode(asking);
  return { id: coded.lineId, body: { ...coded.body, stepUpCode: secret }, secret };
}

async function cancelWipe(asking: Asking): Promise<Wish> {
  const { caller, scene } = asking;
  const cancelled = (about: string) => ({ id: about, does: { about, type: 'cancelled' } });
  if (caller === 'ops') return { ...cancelled(scene.overruled.wipeId), body: REASON };
  if (caller === 'shop') return { ...cancelled(scene.takenBack.wipeId), body: {} };
  if (caller !== 'coded') return { ...cancelled(scene.wiped.wipeId), body: {} };
  const secret = await stepUpCode(asking);
  return { ...cancelled(wipeOfCoded(scene)), body: { stepUpCode: secret }, secret };
}

/** A wipe that the caller may see. */
const seenBy = ({ caller, scene }: Asking) => (caller === 'shop' ? scene.takenBack : scene.wiped);

const onWipe = (about: string, type: string): Wish => ({
  id: about,
  body: REASON,
  does: { about, type },
});
const onDispatch = (type: string): Wish => ({
  body: DECISION,
  does: { about: DISPATCH_SCOPE, type },
});

async function confirmResume({ at }: Asking): Promise<Wish> {
  const proposal = await proposedNow(at, 'resume', { by: OTHER.id, ...DECISION });
  const before = { about: DISPATCH_SCOPE, type: 'resume-proposed', by: OTHER.person };
  return { ...onDispatch('resumed'), body: { ...DECISION, proposal }, before };
}

/** The caller's own: a withdrawal that is carried out would end all that the others are about. */
async function confirmWithdrawal({ at, caller }: Asking): Promise<Wish> {
  const proposal = await proposedNow(at, 'withdrawal', { by: 'operator', ...DECISION });
  const before = { about: DISPATCH_SCOPE, type: 'withdrawal-proposed', by: personOf(caller) };
  return { body: { ...DECISION, proposal }, answers: [403], before };
}

async function confirmReinstatement({ at }: Asking): Promise<Wish> {
  const about = standingScope(SUSPENDED);
  const proposal = await reinstatementProposedNow(at, SUSPENDED, { by: OTHER.id, ...DECISION });
  return {
    id: SUSPENDED,
    body: { ...DECISION, proposal },
    does: { about, type: 'reinstated' },
    before: { about, type: 'reinstatement-proposed', by: OTHER.person },
  };
}

/** By operation. A new route has to say here what a sound request of it is. */
const SOUND: Readonly<Record<string, (asking: Asking) => Wish | Promise<Wish>>> = {
  'list-models': () => ({ query: '?kind=tablet&name=d' }),
  'list-lines': () => ({}),
  'show-line': ({ scene }) => ({ id: scene.target.lineId }),
  'request-wipe': requestWipe,
  'search-lines': ({ scene }) => ({ body: { number: scene.target.handset.enrolled.number } }),
  'request-shop-wipe': ({ scene: { visited } }) => ({ id: visited.lineId, body: visited.body }),
  'list-approvals': () => ({ query: '?show=decided' }),
  'approve-wipe': ({ scene: { approvable } }) => decided(approvable, 'approved'),
  'reject-wipe': ({ scene: { rejectable } }) => decided(rejectable, 'rejected'),
  'send-step-up-code': ({ scene }) => ({ id: scene.target.lineId }),
  'list-wipes': (asking) => ({ id: seenBy(asking).lineId }),
  'show-wipe': (asking) => ({ id: seenBy(asking).wipeId }),
  'cancel-wipe': cancelWipe,
  'contest-wipe': ({ scene: { sleeping, contestSecret: secret } }) => ({
    ...onWipe(sleeping.wipeId, 'contested'),
    body: { secret },
  }),
  // Sealing may take a moment.
  'show-record': (asking) => ({ id: seenBy(asking).wipeId, answers: [200, 404] }),
  'show-limits': () => ({ query: '?clerk=p-clerk&account=a-office' }),
  'send-enrolment-code': ({ scene }) => ({
    body: { number: scene.target.handset.enrolled.number },
  }),
  // What was used up once is not taken again.
  enrol: ({ scene }) => ({ body: scene.target.handset.enrolled, answers: [403] }),
  'renew-certificate': ({ scene: { target } }) => ({
    id: target.handset.enrolmentId,
    body: target.handset.renewed,
    answers: [403],
  }),
  'list-all-wipes': ({ scene }) => ({ query: `?line=${scene.wiped.lineId}&state=held,issued` }),
  'show-any-wipe': ({ scene: { approvable } }) => ({ id: approvable.wipeId }),
  'show-execution': ({ scene: { operated } }) => ({ id: operated.wipeId, query: '?run=1' }),
  'show-workflow': () => ({}),
  'hold-wipe': ({ scene: { operated } }) => onWipe(operated.wipeId, 'hold-set'),
  'release-wipe': ({ scene: { operated } }) => onWipe(operated.wipeId, 'hold-lifted'),
  'redrive-wipe': ({ scene: { operated } }) => onWipe(operated.wipeId, 'redriven'),
  'notify-handset': ({ scene: { sleeping } }) => onWipe(sleeping.wipeId, 'notified'),
  'explain-eligibility': () => ({ body: FACTS }),
  'explain-wipe': ({ scene: { operated } }) => ({ id: operated.wipeId }),
  'show-health': () => ({}),
  'show-dispatch': () => ({}),
  'pause-dispatch': () => onDispatch('paused'),
  'propose-resume': () => onDispatch('resume-proposed'),
  'confirm-resume': confirmResume,
  'propose-withdrawal': () => onDispatch('withdrawal-proposed'),
  'confirm-withdrawal': confirmWithdrawal,
  'show-clerk': () => ({ id: SUSPENDED }),
  'propose-reinstatement': () => ({
    id: SUSPENDED,
    body: DECISION,
    does: { about: standingScope(SUSPENDED), type: 'reinstatement-proposed' },
  }),
  'confirm-reinstatement': confirmReinstatement,
};

const decided = (
  { wipeId, requestHash }: Scene['approvable'],
  type: 'approved' | 'rejected',
): Wish => ({ ...onWipe(wipeId, type), body: { ...REASON, requestHash } });

/**
 * The operation's, of each who may call it, as the rightful caller would make it now.
 * @throws Error for an operation that nobody described.
 */
export function soundRequests(operation: ApiOperation, stage: Stage): Promise<SoundRequest[]> {
  const describe = SOUND[operation.id];
  if (describe === undefined)
    throw new Error(`say in drill/fuzz/sound-requests.ts how to ask for ${operation.id}`);
  const each = async (caller: CallerName): Promise<SoundRequest> => {
    const { does, before, secret, answers, ...wish } = await describe({ ...stage, caller });
    const token = caller === 'nobody' ? undefined : await tokenOf(stage.at.issuer, caller);
    const signature = token?.split('.')[2];
    const by = personOf(caller);
    return {
      caller,
      request: requestOf(operation, wish, token),
      answers: answers ?? [operation.success],
      ...(does && { deed: { ...does, by } }),
      ...(before && { before }),
      secrets: [...secretsOf(stage.scene), ...[secret, signature].flatMap((one) => one ?? [])],
      foreignIds: caller === 'ops' ? NOBODYS : foreignIds(stage.scene),
    };
  };
  return Promise.all(callersOf(operation).map(each));
}

/** To operations no id is foreign. */
const NOBODYS = [`${'B'.repeat(43)}.1`, 'line-9999', 'p-nobody'];

/** The call with what its path and its body need. */
export function requestOf(
  { id: operation, method, path }: ApiOperation,
  { id = '', query = '', body }: Pick<Wish, 'id' | 'query' | 'body'>,
  token: string | undefined,
): FuzzRequest {
  return {
    method,
    path: path.replace(/\{[^}]+\}/, id) + query,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...(KEYED.includes(operation) && { 'idempotency-key': KEY }),
      ...(method === 'GET' && { 'if-none-match': '"x"' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  };
}

const KEYED = ['request-wipe', 'request-shop-wipe'];

/** One for the whole run: a request sent again is the same request. */
const KEY = randomUUID();
