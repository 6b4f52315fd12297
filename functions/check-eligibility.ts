/** Workflow task: judges once more, on what is known now, whether the wipe may go on, or needs a second person. */
import { stoppingWarnings } from '#domain/eligibility/consent.ts';
import { judgeEligibility } from '#domain/eligibility/engine.ts';
import type { Enrolment } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import { advance } from '#domain/wipe/advance.ts';
import { approvalReasons, askForApproval, isApproved, type Others } from '#domain/wipe/approval.ts';
import { stop } from '#domain/wipe/dispatch.ts';
import { lapse } from '#domain/wipe/lapse.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { applicantOfWipe, factsOf } from './eligibility/facts.ts';
import { untilFirst } from './store/conflict.ts';
import { type Enrolments, enrolmentsIn } from './store/enrolments.ts';
import { type LineHistory, lineHistoryIn } from './store/line-history.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { NoSuchWipe, Task } from './workflow/task.ts';

interface Dependencies {
  readonly lines: Pick<Lines, 'stillOwned'>;
  readonly enrolments: Pick<Enrolments, 'read'>;
  readonly wipes: Pick<Wipes, 'read' | 'save'>;
  readonly lineHistory: LineHistory;
  readonly now: () => number;
  /** Milliseconds. */
  readonly approvalTime: number;
  /** Wipes of a line in 24 hours that one person's word is enough for. */
  readonly lineLimit: number;
}

const BY = { kind: 'service', id: 'check-eligibility' } as const;

interface Whereabouts {
  readonly state: Wipe['state'];
  /** Whether a second person agreed: then the wipe goes on. */
  readonly approved: boolean;
  /** Seconds to the deadline, at least 1. */
  readonly timeoutSeconds: number;
}

export const checkEligibility =
  ({ lines, enrolments, wipes, lineHistory, now, approvalTime, lineLimit: most }: Dependencies) =>
  async (event: unknown): Promise<Whereabouts> => {
    const key = Task.parse(event);
    const judged = await untilFirst(async () => {
      const wipe = await wipes.read(key);
      if (wipe === undefined) throw new NoSuchWipe();
      const [line, enrolment] = await Promise.all([
        lines.stillOwned(wipe.lineId, wipe.account),
        enrolments.read(wipe.enrolmentId),
      ]);
      const others = await readOthers(lineHistory, wipe, line);
      const around = { line, enrolment, others, most, now: now(), approvalTime };
      const after = judge(wipe, around);
      await wipes.save(wipe, after);
      return after;
    });

    const seconds = Math.ceil((judged.deadlineAt - now()) / 1000);
    const { state } = judged;
    return { state, approved: isApproved(judged), timeoutSeconds: Math.max(1, seconds) };
  };

/** What weighs on the wipe of its line's others, under the owner that it was asked for. */
async function readOthers(
  lineHistory: LineHistory,
  { account, wipeId, state }: Wipe,
  line: Line | undefined,
): Promise<Wipe[]> {
  if (state !== 'requested' || line === undefined) return [];
  const all = await lineHistory.weighing(line, account);
  return all.filter((other) => other.wipeId !== wipeId);
}

interface Around extends Others {
  readonly line: Line | undefined;
  readonly enrolment: Enrolment | undefined;
  readonly approvalTime: number;
}

function judge(wipe: Wipe, around: Around): Wipe {
  const { line, enrolment, now, approvalTime } = around;
  const isFresh = wipe.state === 'requested';
  // Further on already: this is a repeated run, which joins where the wipe is.
  if (!isFresh && !(wipe.state === 'awaiting-approval' && isApproved(wipe))) return wipe;
  const present = lapse(wipe, { now, verdictTime: 0 });
  if (hasEnded(present.state)) return present;
  if (line === undefined) return stop(wipe, 'owner', { now, by: BY });
  const reason = refusal(wipe, { line, enrolment, now });
  if (reason !== undefined) {
    const to = { to: 'refused', type: 'refused' } as const;
    return advance(wipe, { ...to, by: BY, at: now, detail: { reason }, set: { reason } });
  }
  const reasons = isFresh ? approvalReasons(wipe, around) : [];
  return reasons.length > 0 ? askForApproval(wipe, reasons, { now, by: BY, approvalTime }) : wipe;
}

/** Consented warnings are not judged again; what the person was never told of is. */
function refusal(
  wipe: Wipe,
  { line, enrolment, now }: { line: Line; enrolment: Enrolment | undefined; now: number },
): string | undefined {
  if (enrolment === undefined || enrolment.state === 'over') return 'enrolled-anew';
  const facts = factsOf({ line, enrolment, applicant: applicantOfWipe(wipe), now });
  const eligibility = judgeEligibility(facts);
  if (eligibility.refusals.length > 0) return 'not-eligible';
  return stoppingWarnings(eligibility, wipe.consents).length > 0 ? 'consent-missing' : undefined;
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('check-eligibility');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    lineHistory: lineHistoryIn(client, environment.WIPES_TABLE),
    now: Date.now,
    approvalTime: environment.APPROVAL_SECONDS * SECOND,
    lineLimit: environment.LINE_DAY_LIMIT,
  };
};

export const handler = checkEligibility(dependencies());
