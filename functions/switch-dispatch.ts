/**
 * `POST /v1/ops/dispatch/pause`, `…/resume`, `…/withdrawal` and their confirmations: the switch of the whole service. One
 * person pauses at once; what lets phones be wiped, or cancels what people asked for, takes two.
 */
import type * as z from 'zod/mini';
import type { NotConfirmed } from '#domain/governor/proposal.ts';
import type { SwitchEntry, SwitchState } from '#domain/governor/switch.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import { dynamo } from './aws/dynamo.ts';
import type { DispatchAnswer } from './contract/dispatch-bodies.ts';
import { ConfirmProposal, DecideWithReason } from './contract/dispatch-requests.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiEvent, type ApiHandler, api } from './http/api.ts';
import { bodyOf } from './http/input.ts';
import { callerIn } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { requireStepUp } from './http/step-up.ts';
import { log } from './log.ts';
import { dispatchPosition } from './ops/dispatch-position.ts';
import type { Decided } from './store/journal.ts';
import { type DispatchSwitch, switchIn } from './store/switch.ts';

interface Dependencies {
  readonly dispatchSwitch: DispatchSwitch;
  readonly now: () => number;
  /** Milliseconds. */
  readonly stepUpAge: number;
}

type Result = z.infer<typeof DispatchAnswer>['result'];
type Outcome = Decided<SwitchEntry, 'already' | 'not-paused' | NotConfirmed>;

export const switchDispatch =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const [result, outcome] = await decide(deps, event);

    if (outcome.kind !== 'entry' && outcome.kind !== 'already')
      throw new ProblemError(outcome.kind);
    const made = 'entry' in outcome ? outcome.entry : undefined;
    const position = made?.state ?? (await deps.dispatchSwitch.position());
    if (result === 'paused') noteVoided(position);
    const answer: z.infer<typeof DispatchAnswer> = {
      result,
      ...(result === 'proposed' && made && { proposal: made.n }),
      ...dispatchPosition(position, deps.now()),
    };
    return json(200, answer);
  };

/**
 * One person can keep two others from resuming by pausing again and again: so that nobody does it unseen. Said again
 * where the call is made again, for the first one may have died before it.
 */
function noteVoided({ pause }: SwitchState): void {
  if (pause?.voided === undefined) return;
  log({ code: 'resume-voided', person: pause.by, proposals: pause.voided });
}

const PAUSE = 'POST /v1/ops/dispatch/pause';

async function decide(deps: Dependencies, event: ApiEvent): Promise<readonly [Result, Outcome]> {
  const { dispatchSwitch } = deps;
  const caller = callerIn(event, 'ops');
  const now = deps.now();
  const act = () => ({ ...bodyOf(event, DecideWithReason), person: caller.person, now });
  // Two factors at sign-in are enough: a pause takes nothing from anybody for good, and must not wait for a sign-in.
  if (event.routeKey === PAUSE) return ['paused', await dispatchSwitch.pause(act())];

  requireStepUp(caller, { now, age: deps.stepUpAge });
  const confirmation = () => {
    const { proposal, reason } = bodyOf(event, ConfirmProposal);
    return { n: proposal, reason, person: caller.person, now };
  };
  switch (event.routeKey) {
    case 'POST /v1/ops/dispatch/resume':
      return ['proposed', await dispatchSwitch.proposeResume(act())];
    case 'POST /v1/ops/dispatch/resume/confirmation':
      return ['resumed', await dispatchSwitch.confirmResume(confirmation())];
    case 'POST /v1/ops/dispatch/withdrawal':
      return ['proposed', await dispatchSwitch.proposeWithdrawal(act())];
    case 'POST /v1/ops/dispatch/withdrawal/confirmation':
      return ['withdrawn', await dispatchSwitch.confirmWithdrawal(confirmation())];
    default:
      throw new Error('a route that this function does not know');
  }
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('switch-dispatch');
  return {
    dispatchSwitch: switchIn(dynamo(), environment.GOVERNOR_TABLE),
    now: Date.now,
    stepUpAge: environment.STEP_UP_SECONDS * SECOND,
  };
};

export const handler = api(switchDispatch(dependencies())).use(signedIn());
