/** A request of each route about one line and one wipe, whoever makes it. */

import type { EnrolledHandset } from '#drill/fuzz/handset.ts';
import type { ApiOperation } from '#drill/fuzz/operations.ts';
import type { FuzzRequest } from '#drill/fuzz/request.ts';
import { requestOf } from '#drill/fuzz/sound-requests.ts';

export interface Place {
  readonly lineId: string;
  readonly handset: EnrolledHandset;
  readonly wipeId: string;
}

export interface Scene {
  readonly target: Place;
  readonly wiped: Place;
  /** What a request for the target has to say. */
  readonly body: object;
}

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

/** By operation: what its path and its body need. */
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
  'contest-wipe': ({ wiped }) => ({ id: wiped.wipeId, body: { secret: 'A'.repeat(22) } }),
  'show-limits': () => ({}),
  'send-enrolment-code': ({ target }) => ({ body: { number: target.handset.enrolled.number } }),
  enrol: ({ target }) => ({ body: target.handset.enrolled }),
  'renew-certificate': ({ target }) => ({
    id: target.handset.enrolmentId,
    body: target.handset.renewed,
  }),
};

/** @throws Error for an operation that nobody described. */
export function requestAbout(operation: ApiOperation, scene: Scene, token: string): FuzzRequest {
  const describe = SOUND[operation.id];
  if (describe === undefined)
    throw new Error(`say in test/journeys/requests-about.ts how to ask for ${operation.id}`);
  return requestOf(operation, describe(scene), operation.isSecured ? token : undefined);
}
