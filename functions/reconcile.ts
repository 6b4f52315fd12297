/** On a schedule, every minute: finds the open wipes that are due and repairs each, then lets the queue move up. */
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
import { countsIn } from './store/counts.ts';
import { enrolmentsIn } from './store/enrolments.ts';
import { governorIn } from './store/governor.ts';
import { linesIn } from './store/lines.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { callbacksOf, executionsOf } from './workflow/execution.ts';
import { letOutQueue, type QueueTools } from './workflow/queue.ts';
import { repairSafely } from './workflow/repair.ts';

interface Dependencies extends QueueTools {
  readonly wipes: Pick<Wipes, 'read' | 'save' | 'due' | 'queued'>;
}

/** Wipes of a shard in one run; what is left is still due a minute later. */
const MOST = 250;
/** Repairs at once, so that a large backlog does not meet the quotas of what it calls. */
const AT_ONCE = 10;

export const reconcile = (deps: Dependencies) => async (): Promise<void> => {
  for (const shard of OPEN_SHARDS) {
    const keys = await deps.wipes.due(shard, deps.now(), MOST);
    const queue = keys.values();
    const worker = async () => {
      for (const key of queue) await repairSafely(deps, key);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
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
    governor: governorIn(client, environment.GOVERNOR_TABLE),
    counts: countsIn(client, environment.GOVERNOR_TABLE),
    totalLimits: totalLimitsOf(environment),
    executions: executionsOf(sfn, environment.STATE_MACHINE_ARN),
    callbacks: callbacksOf(sfn, wipes),
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
