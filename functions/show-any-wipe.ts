/** `GET /v1/ops/wipes/{wipeId}`: all there is to know of a wipe, for operations and for whoever has to approve it. */
import { digestOf } from '#domain/audit/digest.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiHandler, api } from './http/api.ts';
import { answerUnlessKnown } from './http/entity-tag.ts';
import { wipeKeyOf } from './http/input.ts';
import { type Caller, callerIn } from './http/person.ts';
import { ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { noteLook } from './ops/note-look.ts';
import { operationsView } from './ops/views.ts';
import { type Enrolments, enrolmentsIn } from './store/enrolments.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';

/** Earlier wipes of the line that are shown. */
const MOST_EARLIER = 20;

interface Dependencies {
  readonly wipes: Pick<Wipes, 'read' | 'ofLine'>;
  readonly enrolments: Pick<Enrolments, 'read'>;
  readonly now: () => number;
}

export const showAnyWipe =
  ({ wipes, enrolments, now }: Dependencies): ApiHandler =>
  async (event) => {
    const caller = callerIn(event, 'ops', 'approver');
    const wipe = await wipes.read(wipeKeyOf(event));
    if (wipe === undefined || !maySee(caller, wipe)) throw new ProblemError('wipe-not-found');

    const [enrolment, keys] = await Promise.all([
      enrolments.read(wipe.enrolmentId),
      wipes.ofLine(wipe.lineId, wipe.account, MOST_EARLIER),
    ]);
    const others = await Promise.all(keys.map((key) => wipes.read(key)));
    const earlier = others
      .filter((other) => other !== undefined)
      .filter(({ requestedAt }) => requestedAt < wipe.requestedAt);
    const view = operationsView(wipe, { enrolment, earlier, now: now() });
    const headers = { etag: `"${digestOf(view)}"`, 'cache-control': 'private, no-cache' };
    return answerUnlessKnown(event, headers, () => {
      noteLook(caller, wipe.wipeId);
      return view;
    });
  };

/** An approver sees what needs a second person, and of that a shop's approver the shop's own. */
function maySee({ role, shop }: Caller, { approval, visit }: Wipe): boolean {
  if (role === 'ops') return true;
  return approval !== undefined && (shop === undefined || visit?.shop === shop);
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('show-any-wipe');
  const client = dynamo();
  return {
    wipes: wipesIn(client, environment.WIPES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    now: Date.now,
  };
};

export const handler = api(showAnyWipe(dependencies())).use(signedIn());
