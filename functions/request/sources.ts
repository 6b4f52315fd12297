/** What the functions that open wipes are bound to, whatever the channel. */
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { DAY, SECOND } from '#domain/wipe/settings.ts';
import { dynamo } from '../aws/dynamo.ts';
import type { readEnvironment } from '../contract/environment.ts';
import { announcementsTo } from '../messages/announcement.ts';
import { countsIn } from '../store/counts.ts';
import { enrolmentsIn } from '../store/enrolments.ts';
import { linesIn } from '../store/lines.ts';
import { wipesIn } from '../store/wipes.ts';
import { executionsOf } from '../workflow/execution.ts';

type Told =
  | ReturnType<typeof readEnvironment<'request-wipe'>>
  | ReturnType<typeof readEnvironment<'request-shop-wipe'>>;

export function requestSources(told: Told) {
  const client = dynamo();
  return {
    client,
    lines: linesIn(client, told.LINES_TABLE),
    enrolments: enrolmentsIn(client, told.ENROLMENTS_TABLE),
    wipes: wipesIn(client, told.WIPES_TABLE),
    counts: countsIn(client, told.GOVERNOR_TABLE),
    executions: executionsOf(new SFNClient({}), told.STATE_MACHINE_ARN),
    announcements: announcementsTo(new SNSClient({}), told.MESSAGES_TOPIC),
    now: Date.now,
    stepUpAge: told.STEP_UP_SECONDS * SECOND,
    deliveryDeadline: told.DELIVERY_DEADLINE_DAYS * DAY,
    retention: told.RETENTION_YEARS * 366 * DAY,
  };
}
