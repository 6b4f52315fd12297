/** Workflow task: lets the wipe out to its handset, or keeps it back; the workflow then waits for a callback. */
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Enrolment } from '#domain/line/enrolment.ts';
import { annotate } from '#domain/wipe/advance.ts';
import { lacksApproval } from '#domain/wipe/approval.ts';
import {
  countNotice,
  enqueue,
  obstacle,
  refuseAsEnrolledAnew,
  release,
  stop,
} from '#domain/wipe/dispatch.ts';
import { lapse } from '#domain/wipe/lapse.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import { type Wipe, wipeIdOf } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { handsetTopics } from './aws/handset-topics.ts';
import { pushBy } from './aws/push.ts';
import { readEnvironment } from './contract/environment.ts';
import { totalLimitsOf } from './contract/limits.ts';
import { countWipe, type WipeCount } from './governor/count-wipe.ts';
import { letOutFirst, type TotalSources } from './governor/let-out.ts';
import { type Announcements, alertOperations, announcementsTo } from './messages/announcement.ts';
import { untilFirst } from './store/conflict.ts';
import { countsIn } from './store/counts.ts';
import { type Enrolments, enrolmentsIn } from './store/enrolments.ts';
import { linesIn } from './store/lines.ts';
import { standingIn } from './store/standing.ts';
import { switchIn } from './store/switch.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import {
  type CircumstanceSources,
  type Read,
  readCircumstances,
} from './workflow/circumstances.ts';
import { WipeMovedOn } from './workflow/execution.ts';
import { requireFresh, wakeUnlessPaused } from './workflow/pause-guard.ts';
import { CallbackTask, NoSuchWipe } from './workflow/task.ts';
import type { WakeUpChannels } from './workflow/wake-up.ts';

interface Dependencies extends CircumstanceSources, TotalSources {
  readonly enrolments: Pick<Enrolments, 'read'>;
  readonly wipes: Pick<Wipes, 'read' | 'save' | 'queued'>;
  readonly channels: WakeUpChannels;
  readonly announcements: Announcements;
  /** Milliseconds. */
  readonly verdictTime: number;
}

const BY = { kind: 'service', id: 'dispatch' } as const;

/** @throws WipeMovedOn when the wipe has ended, so that the workflow seals it. */
export const dispatch =
  (deps: Dependencies) =>
  async (event: unknown): Promise<void> => {
    const { token, ...key } = CallbackTask.parse(event);

    const count = countWipe(deps.counts, wipeIdOf(key.enrolmentId, key.attempt));
    const { wipe, around, enrolment, full, wakes } = await untilFirst(async () => {
      const before = await deps.wipes.read(key);
      if (before === undefined) throw new NoSuchWipe();
      const [read, target] = await Promise.all([
        readCircumstances(deps, before),
        deps.enrolments.read(before.enrolmentId),
      ]);
      const decided = decide(before, { read, target, token, verdictTime: deps.verdictTime });
      const after = decided.goesOut ? await firstOut(deps, count, decided.wipe, read.now) : decided;
      if (after.wakes) requireFresh(read, deps.now());
      await deps.wipes.save(before, after.wipe);
      return { ...after, around: read, enrolment: target };
    });
    // First of all, for the reading of the pause is good for a second only.
    if (wakes && enrolment && around.line)
      await wakeUnlessPaused(deps, { wipe, enrolment, line: around.line, read: around });
    await count.keepOnly(wipe.countedIn);
    if (full !== undefined)
      await alertOperations(deps.announcements, { event: 'total-limit-reached', id: full });

    if (hasEnded(wipe.state)) throw new WipeMovedOn(wipe.wipeId);
  };

/**
 * Nobody passes those who wait already. The index may lag behind, by no more than the wipes of the same moment. `full`
 * names the window that had no room for the first one to wait.
 */
async function firstOut(
  { wipes, totalLimits: limits }: Pick<Dependencies, 'wipes' | 'totalLimits'>,
  count: WipeCount,
  wipe: Wipe,
  now: number,
): Promise<Omit<Decision, 'goesOut'>> {
  const queued = { wipe: enqueue(wipe, { now, by: BY }) };
  const [waiting] = await wipes.queued(1);
  if (waiting !== undefined) return queued;
  const out = await letOutFirst(count, wipe, { now, limits });
  return out.wipe === undefined ? { ...queued, full: out.full } : { wipe: out.wipe, wakes: true };
}

interface Decision {
  readonly wipe: Wipe;
  /** The window of the total that had no room for it. */
  readonly full?: string;
  /** Whether its handset is to be woken. */
  readonly wakes?: true;
  /** Whether nothing but the total keeps it from its handset, which it has never been let out to. */
  readonly goesOut?: true;
}

interface Around {
  readonly read: Read;
  readonly target: Enrolment | undefined;
  readonly token: string;
  readonly verdictTime: number;
}

/** The token stands on the item before anything is published, so that no answer can come too early. */
function decide(wipe: Wipe, { read, target, token, verdictTime }: Around): Decision {
  const { now } = read;
  const present = lapse(wipe, { now, verdictTime });
  if (hasEnded(present.state)) return { wipe: present };
  const callback = { task: 'dispatch', token } as const;
  const waiting = annotate(present, now, { callback });
  switch (waiting.state) {
    case 'requested':
    case 'awaiting-approval':
    case 'held':
    case 'waiting-for-handset': {
      // No way of the workflow leads here without a second person where one must agree; if one did, it would end here.
      if (lacksApproval(waiting)) return { wipe: waiting };
      if (target === undefined || target.state === 'over')
        return { wipe: refuseAsEnrolledAnew(present, { now, by: BY }) };
      const why = obstacle(waiting, read);
      if (why !== undefined) return { wipe: stop(waiting, why, { now, by: BY }) };
      if (waiting.state !== 'waiting-for-handset') return letOut(waiting, now);
      // Run again, it sends the same rung again: the first run may have died before it sent anything.
      return {
        wipe: now < (waiting.nextNoticeAt ?? now) ? waiting : countNotice(waiting, now),
        wakes: true,
      };
    }
    default:
      // A command is out or being carried out: the claim, the report or the reconciler answers this token.
      return { wipe: waiting };
  }
}

/** Once it has counted in the total it needs no room again, whatever kept it back since. */
function letOut(wipe: Wipe, now: number): Decision {
  if (wipe.letOutAt === undefined) return { wipe, goesOut: true };
  return { wipe: countNotice(release(wipe, now), now), wakes: true };
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('dispatch');
  const client = dynamo();
  const sns = new SNSClient({});
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    counts: countsIn(client, environment.GOVERNOR_TABLE),
    totalLimits: totalLimitsOf(environment),
    standing: standingIn(client, environment.GOVERNOR_TABLE),
    dispatchSwitch: switchIn(client, environment.GOVERNOR_TABLE),
    channels: {
      topics: handsetTopics(new IoTDataPlaneClient({})),
      push: pushBy(sns),
    },
    announcements: announcementsTo(sns, environment.MESSAGES_TOPIC),
    now: Date.now,
    verdictTime: environment.VERDICT_SECONDS * SECOND,
  };
};

export const handler = dispatch(dependencies());
