/** Topic rule on `handsets/+/report`: takes down what a handset says it did. Every report may come twice or late. */
import { SFNClient } from '@aws-sdk/client-sfn';
import { REPORT_TYPE, Report } from '#domain/protocol/report.ts';
import { decideReport } from '#domain/wipe/decide-report.ts';
import { DAY, SECOND } from '#domain/wipe/settings.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import { parseWipeId, type Wipe } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { readMessage } from './handset/message.ts';
import { log } from './log.ts';
import { untilFirst } from './store/conflict.ts';
import { type Enrolments, enrolmentsIn } from './store/enrolments.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { type Callbacks, callbacksOf } from './workflow/execution.ts';

interface Dependencies {
  readonly enrolments: Pick<Enrolments, 'read'>;
  readonly wipes: Pick<Wipes, 'read' | 'save'>;
  readonly callbacks: Callbacks;
  readonly now: () => number;
  /** Milliseconds. */
  readonly verdictTime: number;
}

export const receiveReport =
  (deps: Dependencies) =>
  async (event: unknown): Promise<void> => {
    // Proof counts whenever it comes: a report is never too old, and may outlive its sender's key.
    const kind = { typ: REPORT_TYPE, schema: Report, oldest: 400 * DAY, posthumous: true };
    const message = await readMessage(event, kind, deps);
    if (message.kind === 'dropped') {
      log({ code: 'report-dropped', why: message.why, enrolmentId: message.enrolmentId });
      return;
    }
    const { payload: report, jws: evidence, enrolment } = message;
    const key = parseWipeId(report.wipeId);
    const outcome =
      key?.enrolmentId === enrolment.enrolmentId
        ? await untilFirst(() => count(deps, key, { report, evidence }))
        : ({ kind: 'drop', why: 'foreign-wipe' } as const);

    if (outcome.kind === 'drop') {
      const { enrolmentId } = enrolment;
      log({ code: 'report-dropped', why: outcome.why, enrolmentId, phase: report.phase });
      return;
    }
    const { wipeId } = outcome.wipe;
    log({ code: 'report-counted', wipeId, phase: report.phase, news: outcome.kind === 'change' });
    // Also for a repetition: the first delivery may have died between the write and the callback.
    await tellWorkflow(deps, outcome.wipe);
  };

async function count(
  { wipes, now, verdictTime }: Dependencies,
  key: { enrolmentId: string; attempt: number },
  { report, evidence }: { report: Report; evidence: string },
) {
  const wipe = await wipes.read(key);
  if (wipe === undefined) return { kind: 'drop', why: 'no-such-wipe' } as const;
  const decision = decideReport(wipe, report, { now: now(), verdictTime, evidence });
  if (decision.kind === 'duplicate') return { kind: 'duplicate', wipe } as const;
  if (decision.kind === 'change') await wipes.save(wipe, decision.wipe);
  return decision;
}

/** `accepted` ends the wait for the handset, an end ends every wait. */
async function tellWorkflow({ callbacks }: Dependencies, wipe: Wipe): Promise<void> {
  if (hasEnded(wipe.state)) await callbacks.answer(wipe, 'moved-on');
  else if (wipe.state === 'accepted' && wipe.callback?.task === 'dispatch')
    await callbacks.answer(wipe, 'go-on');
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('receive-report');
  const client = dynamo();
  const wipes = wipesIn(client, environment.WIPES_TABLE);
  return {
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    wipes,
    callbacks: callbacksOf(new SFNClient({}), wipes),
    now: Date.now,
    verdictTime: environment.VERDICT_SECONDS * SECOND,
  };
};

export const handler = receiveReport(dependencies());
