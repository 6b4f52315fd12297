/** `POST /v1/wipes/{wipeId}/cancellation`: cancels for certain, notes the wish, or says that it is too late. */
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Line } from '#domain/line/line.ts';
import { type CancelDecision, cancel } from '#domain/wipe/cancel.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { operatorLimitsOf } from './contract/limits.ts';
import { CancelWipe } from './contract/requests.ts';
import { type CancelCountSources, countCancel } from './governor/count-cancel.ts';
import { requireGoodStanding, type StandingSources } from './governor/standing.ts';
import { type ApiHandler, api } from './http/api.ts';
import { bodyOf, wipeKeyOf } from './http/input.ts';
import { type Caller, callerIn } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { requireStepUp, requireStepUpOnLine, type SecondFactor } from './http/step-up.ts';
import { wipeView } from './http/views.ts';
import { visibleWipe } from './http/visible-wipe.ts';
import { log } from './log.ts';
import { type Announcements, announce, announcementsTo } from './messages/announcement.ts';
import { isConflict, untilFirst } from './store/conflict.ts';
import { countsIn } from './store/counts.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { standingIn } from './store/standing.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { type Callbacks, callbacksOf } from './workflow/execution.ts';

interface Dependencies extends CancelCountSources, StandingSources {
  readonly lines: Pick<Lines, 'owned' | 'underContract' | 'change'>;
  readonly wipes: Pick<Wipes, 'read' | 'save'>;
  readonly callbacks: Callbacks;
  readonly announcements: Announcements;
  readonly now: () => number;
  /** Milliseconds. */
  readonly stepUpAge: number;
  readonly verdictTime: number;
}

export const cancelWipe =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const caller = callerIn(event, 'subscriber', 'shop', 'ops');
    if (caller.role === 'shop') await requireGoodStanding(deps, caller.person);
    const key = wipeKeyOf(event);
    const { stepUpCode: code, reason } = event.body ? bodyOf(event, CancelWipe) : {};
    // Whoever acts for the carrier says why.
    if (caller.role === 'ops' && reason === undefined)
      throw new ProblemError('body-malformed', { members: ['reason'] });

    const { before, line, decision } = await untilFirst(async () => {
      const { wipe, line } = await visibleWipe(deps, key, caller);
      const assured = await assure(deps, caller, { wipe, code });
      const detail = { ...assured, role: caller.role };
      const by = { kind: 'person', id: caller.person } as const;
      const wish = { now: deps.now(), by, detail, verdictTime: deps.verdictTime };
      const decided = cancel(wipe, reason === undefined ? wish : { ...wish, reason });
      if ('wipe' in decided && decided.wipe) await store(deps, caller, wipe, decided.wipe);
      return { before: wipe, line, decision: decided };
    });

    noteAct(caller, before, decision);
    return answer(deps, { before, line }, decision);
  };

/** What operations cancel is counted just before: a limit may be in the way. */
async function store(
  deps: Dependencies,
  { role, person }: Caller,
  before: Wipe,
  after: Wipe,
): Promise<void> {
  if (role !== 'ops') return deps.wipes.save(before, after);
  const counted = await countCancel(deps, { wipe: before, person, at: deps.now() });
  try {
    await deps.wipes.save(before, after);
  } catch (error) {
    if (isConflict(error)) await counted.undo();
    throw error;
  }
}

/** What operations do to a wipe is in the log; a wish that is kept is done as well. */
function noteAct({ role, person }: Caller, { wipeId }: Wipe, { kind }: CancelDecision): void {
  if (role !== 'ops' || kind === 'too-late' || kind === 'already-ended') return;
  log({ code: 'wipe-acted', act: 'cancel', wipeId, person, role });
}

/** A code goes to contacts of the line's owner: it is nobody else's second factor. */
async function assure(
  deps: Dependencies,
  caller: Caller,
  { wipe: { lineId, wipeId }, code }: { wipe: Wipe; code: string | undefined },
): Promise<SecondFactor> {
  if (caller.role === 'subscriber')
    return requireStepUpOnLine(deps, caller, { lineId, code, use: `cancel ${wipeId}` });
  requireStepUp(caller, { now: deps.now(), age: deps.stepUpAge });
  return { secondFactor: 'sign-in' };
}

async function answer(
  { callbacks, announcements }: Dependencies,
  { before, line }: { before: Wipe; line: Line | undefined },
  decision: CancelDecision,
) {
  switch (decision.kind) {
    case 'cancelled':
      await callbacks.answer(decision.wipe, 'moved-on');
      return json(200, { result: 'cancelled', wipe: wipeView(decision.wipe, line) });
    case 'already-cancelled':
      return json(200, { result: 'cancelled', wipe: wipeView(before, line) });
    case 'not-known-yet':
      // The wish starts the wait for the verdict: the dispatch callback goes on to it.
      if (decision.wipe?.callback?.task === 'dispatch')
        await callbacks.answer(decision.wipe, 'go-on');
      if (decision.wipe) await announce(announcements, decision.wipe, 'cancel-requested');
      throw new ProblemError('not-known-yet', {}, { 'retry-after': '10' });
    case 'too-late':
      throw new ProblemError('too-late', { state: before.state });
    case 'already-ended':
      throw new ProblemError('wipe-ended', { state: before.state });
  }
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('cancel-wipe');
  const client = dynamo();
  const wipes = wipesIn(client, environment.WIPES_TABLE);
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    wipes,
    counts: countsIn(client, environment.GOVERNOR_TABLE),
    operatorLimits: operatorLimitsOf(environment),
    standing: standingIn(client, environment.GOVERNOR_TABLE),
    callbacks: callbacksOf(new SFNClient({}), wipes),
    announcements: announcementsTo(new SNSClient({}), environment.MESSAGES_TOPIC),
    now: Date.now,
    stepUpAge: environment.STEP_UP_SECONDS * SECOND,
    verdictTime: environment.VERDICT_SECONDS * SECOND,
  };
};

export const handler = api(cancelWipe(dependencies())).use(signedIn());
