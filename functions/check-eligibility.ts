/** Workflow task: judges once more, on what is known now, whether the wipe may go on; tells where it is. */
import { stoppingWarnings } from '#domain/eligibility/consent.ts';
import { judgeEligibility } from '#domain/eligibility/engine.ts';
import type { Applicant } from '#domain/eligibility/facts.ts';
import type { Enrolment } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import { advance } from '#domain/wipe/advance.ts';
import { stop } from '#domain/wipe/dispatch.ts';
import { lapse } from '#domain/wipe/lapse.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { factsOf } from './eligibility/facts.ts';
import { untilFirst } from './store/conflict.ts';
import { type Enrolments, enrolmentsIn } from './store/enrolments.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { NoSuchWipe, Task } from './workflow/task.ts';

interface Dependencies {
  readonly lines: Pick<Lines, 'stillOwned'>;
  readonly enrolments: Pick<Enrolments, 'read'>;
  readonly wipes: Pick<Wipes, 'read' | 'save'>;
  readonly now: () => number;
}

const BY = { kind: 'service', id: 'check-eligibility' } as const;

/** Answers the wipe's state and the seconds to its deadline, at least 1. */
export const checkEligibility =
  ({ lines, enrolments, wipes, now }: Dependencies) =>
  async (event: unknown): Promise<{ state: Wipe['state']; timeoutSeconds: number }> => {
    const key = Task.parse(event);
    const judged = await untilFirst(async () => {
      const wipe = await wipes.read(key);
      if (wipe === undefined) throw new NoSuchWipe();
      const [line, enrolment] = await Promise.all([
        lines.stillOwned(wipe.lineId, wipe.account),
        enrolments.read(wipe.enrolmentId),
      ]);
      const after = judge(wipe, { line, enrolment, at: now() });
      await wipes.save(wipe, after);
      return after;
    });

    const seconds = Math.ceil((judged.deadlineAt - now()) / 1000);
    return { state: judged.state, timeoutSeconds: Math.max(1, seconds) };
  };

function judge(
  wipe: Wipe,
  around: { line: Line | undefined; enrolment: Enrolment | undefined; at: number },
): Wipe {
  const { line, enrolment, at } = around;
  // Further on already: this is a repeated run, which joins where the wipe is.
  if (wipe.state !== 'requested') return wipe;
  const present = lapse(wipe, { now: at, verdictTime: 0 });
  if (present.state !== 'requested') return present;
  if (line === undefined) return stop(wipe, 'owner', { now: at, by: BY });
  const reason = refusal(wipe, { line, enrolment, now: at });
  if (reason === undefined) return wipe;
  const to = { to: 'refused', type: 'refused' } as const;
  return advance(wipe, { ...to, by: BY, at, detail: { reason }, set: { reason } });
}

/** Who asked was known at the request; this is about line and handset. */
const IDENTIFIED: Readonly<Record<Wipe['channel'], Applicant>> = {
  web: { channel: 'web', secondFactor: 'usable' },
  shop: { channel: 'shop', hasDocuments: true, hasReservation: true },
};

/** Consented warnings are not judged again; what the person was never told of is. */
function refusal(
  { channel, consents }: Wipe,
  { line, enrolment, now }: { line: Line; enrolment: Enrolment | undefined; now: number },
): string | undefined {
  if (enrolment === undefined || enrolment.state === 'over') return 'enrolled-anew';
  const facts = factsOf({ line, enrolment, applicant: IDENTIFIED[channel], now });
  const eligibility = judgeEligibility(facts);
  if (eligibility.refusals.length > 0) return 'not-eligible';
  return stoppingWarnings(eligibility, consents).length > 0 ? 'consent-missing' : undefined;
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('check-eligibility');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    now: Date.now,
  };
};

export const handler = checkEligibility(dependencies());
