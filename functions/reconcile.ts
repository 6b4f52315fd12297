/**
 * On a schedule, every minute: repairs the open wipes that are due, cancels what a withdrawal has left, and lets the queue
 * move up.
 */
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { OPEN_SHARDS } from '#domain/wipe/due.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import { dynamo } from './aws/dynamo.ts';
import { handsetTopics } from './aws/handset-topics.ts';
import { pushBy } from './aws/push.ts';
import { smsBy } from './aws/sms.ts';
import { readEnvironment } from './contract/environment.ts';
import { totalLimitsOf } from './contract/limits.ts';
import { announcementsTo } from './messages/announcement.ts';
import { countsIn } from './store/counts.ts';
import { enrolmentsIn } from './store/enrolments.ts';
import { inParallel } from './store/in-parallel.ts';
import { linesIn } from './store/lines.ts';
import { standingIn } from './store/standing.ts';
import { type DispatchSwitch, switchIn } from './store/switch.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { callbacksOf, executionsOf } from './workflow/execution.ts';
import { letOutQueue, type QueueTools } from './workflow/queue.ts';
import { repairSafely } from './workflow/repair.ts';
import { type SweepTools, sweepWithdrawn } from './workflow/withdrawal.ts';

interface Dependencies extends QueueTools, SweepTools {
  readonly wipes: Pick<Wipes, 'read' | 'save' | 'due' | 'queued' | 'open'>;
  readonly dispatchSwitch: Pick<DispatchSwitch, 'position' | 'noteSweep'>;
}

/** Repairs under way at once. */
const AT_ONCE = 10;
/** Wipes of a shard in one run; what is left is still due a minute later. */
const MOST = 250;

export const reconcile = (deps: Dependencies) => async (): Promise<void> => {
  for (const shard of OPEN_SHARDS) {
    const keys = await deps.wipes.due(shard, deps.now(), MOST);
    await inParallel(keys, AT_ONCE, (key) => repairSafely(deps, key));
  }
  await sweepWithdrawn(deps);
  await letOutQueue(deps);
};

const dependencies = (): Dependencies => {
  const environment = readEnvironment('reconcile');
  const client = dynamo();
  const sfn = new SFNClient({});
  const sns = new SNSClient({});
  const wipes = wipesIn(client, environment.WIPES_TABLE);
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    wipes,
    counts: countsIn(client, environment.GOVERNOR_TABLE),
    totalLimits: totalLimitsOf(environment),
    standing: standingIn(client, environment.GOVERNOR_TABLE),
    dispatchSwitch: switchIn(client, environment.GOVERNOR_TABLE),
    executions: executionsOf(sfn, environment.STATE_MACHINE_ARN),
    callbacks: callbacksOf(sfn, wipes),
    announcements: announcementsTo(sns, environment.MESSAGES_TOPIC),
    channels: {
      topics: handsetTopics(new IoTDataPlaneClient({})),
      push: pushBy(sns),
      sms: smsBy(sns),
    },
    now: Date.now,
    verdictTime: environment.VERDICT_SECONDS * SECOND,
  };
};

export const handler = reconcile(dependencies());
