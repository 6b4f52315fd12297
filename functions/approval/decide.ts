/** A second person's word on a wipe: approved or rejected, once, about the request that they were shown. */
import { SFNClient } from '@aws-sdk/client-sfn';
import { decideWord, type Word } from '#domain/wipe/approval.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import { dynamo } from '../aws/dynamo.ts';
import { readEnvironment } from '../contract/environment.ts';
import { DecideApproval } from '../contract/requests.ts';
import { requireGoodStanding, type StandingSources } from '../governor/standing.ts';
import type { ApiHandler } from '../http/api.ts';
import { bodyOf, wipeKeyOf } from '../http/input.ts';
import { callerIn } from '../http/person.ts';
import { json, ProblemError } from '../http/problem.ts';
import { requireStepUp } from '../http/step-up.ts';
import { log } from '../log.ts';
import { untilFirst } from '../store/conflict.ts';
import { type Lines, linesIn } from '../store/lines.ts';
import { standingIn } from '../store/standing.ts';
import { type Wipes, wipesIn } from '../store/wipes.ts';
import { type Callbacks, callbacksOf } from '../workflow/execution.ts';
import { approvalView, wipeToDecide } from './view.ts';

export interface DecidingSources extends StandingSources {
  readonly lines: Pick<Lines, 'read'>;
  readonly wipes: Pick<Wipes, 'read' | 'save'>;
  readonly callbacks: Callbacks;
  readonly now: () => number;
  /** Milliseconds. */
  readonly stepUpAge: number;
}

/** The handler for one of the two words. Said again by the same person, it is answered as before. */
export const decideApproval =
  (word: Word['word'], deps: DecidingSources): ApiHandler =>
  async (event) => {
    const caller = callerIn(event, 'approver');
    await requireGoodStanding(deps, caller.person);
    const key = wipeKeyOf(event);
    const said = { ...bodyOf(event, DecideApproval), word, person: caller.person };

    const wipe = await untilFirst(async () => {
      const before = await wipeToDecide(deps.wipes, key, caller);
      const now = deps.now();
      const decision = decideWord(before, { ...said, now, detail: { secondFactor: 'sign-in' } });
      if (decision.kind === 'refused')
        throw new ProblemError(decision.why, { state: before.state });
      if (decision.kind === 'repeated') return before;
      requireStepUp(caller, { now, age: deps.stepUpAge });
      await deps.wipes.save(before, decision.wipe);
      return decision.wipe;
    });

    const { person, role } = caller;
    log({ code: 'approval-decided', decision: word, wipeId: wipe.wipeId, person, role });
    // Answered again where the first call may have died here.
    if (wipe.callback?.task === 'approval')
      await deps.callbacks.answer(wipe, word === 'approved' ? 'go-on' : 'moved-on');
    const line = await deps.lines.read(wipe.lineId);
    return json(200, approvalView(wipe, { line, caller, now: deps.now() }));
  };

/** What both functions are bound to. */
export function decidingSources(name: 'approve-wipe' | 'reject-wipe'): DecidingSources {
  const environment = readEnvironment(name);
  const client = dynamo();
  const wipes = wipesIn(client, environment.WIPES_TABLE);
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    wipes,
    standing: standingIn(client, environment.GOVERNOR_TABLE),
    callbacks: callbacksOf(new SFNClient({}), wipes),
    now: Date.now,
    stepUpAge: environment.STEP_UP_SECONDS * SECOND,
  };
}
