/** `POST /v1/ops/wipes/{wipeId}/hold`, `…/release`, `…/redrive`, `…/notify`: what operators do to a wipe, with a reason. */
import { SFNClient } from '@aws-sdk/client-sfn';
import type * as z from 'zod/mini';
import {
  holdBack,
  liftHold,
  type Operation,
  type OperationDecision,
  redrive,
  wakeUpNow,
} from '#domain/wipe/operate.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import type { ActAnswer } from './contract/ops-bodies.ts';
import { ActOnWipe } from './contract/ops-requests.ts';
import { type ApiHandler, api } from './http/api.ts';
import { bodyOf, wipeKeyOf } from './http/input.ts';
import { callerIn } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { wipeView } from './http/views.ts';
import { log } from './log.ts';
import { untilFirst } from './store/conflict.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { type Executions, executionsOf } from './workflow/execution.ts';

interface Act {
  readonly result: z.infer<typeof ActAnswer>['result'];
  readonly decide: (wipe: Wipe, operation: Operation) => OperationDecision;
}

/** By the end of the route. A wipe that is let go, and a handset to wake, are due: the reconciler comes by in a minute. */
const ACTS: Readonly<Record<string, Act>> = {
  hold: { result: 'on-hold', decide: holdBack },
  release: { result: 'released', decide: liftHold },
  redrive: { result: 'redriven', decide: redrive },
  notify: { result: 'notified', decide: wakeUpNow },
};

interface Dependencies {
  readonly wipes: Pick<Wipes, 'read' | 'save'>;
  readonly executions: Executions;
  readonly now: () => number;
}

export const actOnWipe =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const { person, role } = callerIn(event, 'ops');
    const key = wipeKeyOf(event);
    const { reason } = bodyOf(event, ActOnWipe);
    const name = event.routeKey.slice(event.routeKey.lastIndexOf('/') + 1);
    const act = ACTS[name];
    if (act === undefined) throw new Error('a route without an act');

    const wipe = await untilFirst(async () => {
      const before = await deps.wipes.read(key);
      if (before === undefined) throw new ProblemError('wipe-not-found');
      const by = { kind: 'person', id: person } as const;
      const after = accept(before, act.decide(before, { now: deps.now(), by, reason }), deps.now());
      await deps.wipes.save(before, after);
      return after;
    });

    log({ code: 'wipe-acted', act: name, wipeId: wipe.wipeId, person, role });
    if (act.result === 'redriven') await start(deps, wipe);
    const answer: z.infer<typeof ActAnswer> = { result: act.result, wipe: wipeView(wipe) };
    return json(200, answer);
  };

function accept(wipe: Wipe, decision: OperationDecision, now: number): Wipe {
  switch (decision.kind) {
    case 'done':
      return decision.wipe;
    case 'already':
      return wipe;
    case 'no':
      throw new ProblemError(decision.code, { state: wipe.state });
    case 'too-soon': {
      const seconds = Math.max(1, Math.ceil((decision.again - now) / 1000));
      throw new ProblemError('too-soon', {}, { 'retry-after': String(seconds) });
    }
  }
}

/** After the item is written: a run that exists for nothing that the item says would be nobody's. */
async function start({ executions }: Dependencies, wipe: Wipe): Promise<void> {
  try {
    await executions.start(wipe);
  } catch (error) {
    log({ code: 'execution-not-started', wipeId: wipe.wipeId, error });
    throw new ProblemError('run-not-started', {}, { 'retry-after': '60' });
  }
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('act-on-wipe');
  return {
    wipes: wipesIn(dynamo(), environment.WIPES_TABLE),
    executions: executionsOf(new SFNClient({}), environment.STATE_MACHINE_ARN),
    now: Date.now,
  };
};

export const handler = api(actOnWipe(dependencies())).use(signedIn());
