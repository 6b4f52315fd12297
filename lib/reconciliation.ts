/** Reconciliation: every minute, whatever was lost on the way is found by the index of open wipes and repaired. */
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { DeadLetters } from './dead-letters.ts';
import { publishTo } from './handset-topics.ts';
import { totalLimits } from './limits.ts';
import type { PushWakeUps } from './push-wake-ups.ts';
import { Schedule } from './schedule.ts';
import { type Deployment, ServiceFunction } from './service-function.ts';
import { sendSms } from './sms.ts';
import type { Tables } from './tables.ts';
import type { Telling } from './telling.ts';
import { plain } from './use.ts';
import type { Workflow } from './workflow.ts';

export interface ReconciliationProps {
  readonly deployment: Deployment;
  readonly tables: Tables;
  readonly workflow: Workflow;
  readonly telling: Telling;
  readonly push: PushWakeUps;
  readonly alarms: Alarms;
}

export class Reconciliation extends Construct {
  constructor(scope: Construct, id: string, props: ReconciliationProps) {
    super(scope, id);
    const { deployment, tables, workflow, push, telling, alarms } = props;
    const deadLetters = new DeadLetters(this, 'DeadLetters', { alarms });
    const reconcile = new ServiceFunction(this, 'reconcile', deployment, {
      timeout: Duration.seconds(55),
      uses: {
        LINES_TABLE: tables.lines.allowing('Query byAccount', 'GetItem'),
        ENROLMENTS_TABLE: tables.enrolments.allowing('GetItem'),
        WIPES_TABLE: tables.wipes.allowing('Query open', 'Query queued', 'GetItem', 'UpdateItem'),
        GOVERNOR_TABLE: tables.governor.allowing(
          'Query',
          tables.counting('total'),
          tables.appendingTo('dispatch'),
        ),
        ...totalLimits(deployment.settings),
        STATE_MACHINE_ARN: workflow.starting(),
        MESSAGES_TOPIC: telling.publishing(),
        VERDICT_SECONDS: plain(deployment.settings.verdictSeconds),
      },
      also: [publishTo(this, 'notice'), sendSms(this), workflow.allow('SendTaskFailure')],
      deadLetters,
    });
    push.allowWaking(reconcile);
    alarms.atOnce(reconcile.lambda.metricErrors(), {
      scope: this,
      name: 'reconciliation-errors',
      why: 'Open wipes may be left unrepaired',
    });
    new Schedule(this, 'EveryMinute', {
      description: 'Looks for open wipes that need attention',
      minutes: 1,
      runs: reconcile,
      deadLetters,
    });
  }
}
