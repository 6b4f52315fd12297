/** Alarms on what functions say in their logs: CloudWatch counts the lines by their codes. */
import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName } from '#functions/contract/environment.ts';
import type { AlarmProps, Alarms } from './alarms.ts';
import { ServiceFunction } from './service-function.ts';

const NAMESPACE = 'RemoteWipe';

interface WatchedLine extends AlarmProps {
  /** The line's code, in `LOG_CATALOGUE`. */
  readonly code: string;
  /** The functions that write it. */
  readonly by: readonly FunctionName[];
  /** The field that has the figure; where it is not said, lines are counted. */
  readonly field?: string;
}

/** Five and more in five minutes, where one is made up for by itself. */
const SEVERAL = 5;

export const WATCHED_LINES: readonly WatchedLine[] = [
  {
    name: 'stuck-wipes',
    code: 'wipes-measured',
    field: 'stuck',
    by: ['measure-wipes'],
    why: 'Open wipes do not get on, or nobody looks whether they do',
    silence: true,
  },
  {
    name: 'held-over-an-hour',
    code: 'wipes-measured',
    field: 'heldLong',
    by: ['measure-wipes'],
    why: 'Wipes are kept back for more than an hour',
  },
  {
    name: 'clerk-suspended',
    code: 'clerk-suspended',
    by: ['request-shop-wipe'],
    why: 'A clerk asked for more wipes than the limit of an hour',
  },
  {
    name: 'operator-limit-reached',
    code: 'operator-limit-reached',
    by: ['cancel-wipe'],
    why: 'An operator tries to cancel more wipes than the limit of an hour',
  },
  {
    name: 'resume-voided',
    code: 'resume-voided',
    by: ['switch-dispatch'],
    why: 'Somebody paused again while it was proposed to resume',
  },
  {
    name: 'total-limit-reached',
    code: 'total-limit-reached',
    by: ['dispatch', 'reconcile'],
    why: 'More wipes than may go out in all; the others wait in order',
  },
  {
    name: 'wipe-contested',
    code: 'wipe-contested',
    by: ['contest-wipe'],
    why: 'Somebody who was told of a wipe says that it was not them',
  },
  {
    name: 'repair-failed',
    code: 'repair-failed',
    by: ['reconcile'],
    why: 'Repairs of open wipes fail again and again',
    from: SEVERAL,
  },
  {
    name: 'command-given-up',
    code: 'command-given-up',
    by: ['issue-command'],
    why: 'Commands are not signed in the second that they may take',
    from: SEVERAL,
  },
  {
    name: 'message-not-sent',
    code: 'message-not-sent',
    by: ['send-message'],
    why: 'Messages to people fail',
    from: SEVERAL,
  },
];

export interface LogAlarmsProps {
  readonly alarms: Alarms;
  /** Where the functions are, at any depth. */
  readonly within: Construct;
}

export class LogAlarms extends Construct {
  constructor(scope: Construct, id: string, { alarms, within }: LogAlarmsProps) {
    super(scope, id);
    const functions = within.node.findAll().filter((each) => each instanceof ServiceFunction);
    for (const { code, by, field, ...alarm } of WATCHED_LINES) {
      const watched = new Construct(this, alarm.name);
      const metricName = alarm.name;
      for (const name of by) {
        const writer = functions.find((each) => each.name === name);
        if (writer === undefined) throw new Error(`no function ${name} to watch`);
        new MetricFilter(watched, name, {
          logGroup: writer.logGroup,
          filterPattern: FilterPattern.stringValue('$.code', '=', code),
          metricNamespace: NAMESPACE,
          metricName,
          metricValue: field === undefined ? '1' : `$.${field}`,
        });
      }
      const statistic = field === undefined ? Stats.SUM : Stats.MAXIMUM;
      const options: MetricOptions = { statistic };
      alarms.atOnce(new Metric({ namespace: NAMESPACE, metricName, ...options }), {
        scope: watched,
        ...alarm,
      });
    }
  }
}
