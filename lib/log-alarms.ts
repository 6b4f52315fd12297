/** Alarms on what functions say in their logs. */
import { Construct } from 'constructs';
import type { LogCode } from '#functions/contract/log-catalogue.ts';
import { type AlarmProps, type Alarms, SEVERAL } from './alarms.ts';
import type { Figure, LogMetrics } from './log-metrics.ts';
import type { Settings } from './settings.ts';

/** Rings by the number of lines of a code, or by a figure that is measured. */
type Watched = AlarmProps & ({ readonly code: LogCode } | { readonly figure: Figure });

/**
 * A handset that claims twice within five minutes gets two commands, and those that were let out earlier come when they
 * can: about as many as are let out anew.
 */
const COMMANDS_A_WIPE = 2;

export const watched = ({
  wipesPer5Minutes,
}: Pick<Settings, 'wipesPer5Minutes'>): readonly Watched[] => [
  {
    name: 'stuck-wipes',
    figure: 'stuck',
    why: 'Open wipes do not get on, or nobody looks whether they do',
    silence: true,
  },
  {
    name: 'held-over-an-hour',
    figure: 'heldLong',
    why: 'Wipes are kept back for more than an hour',
  },
  {
    name: 'signing-rate',
    code: 'command-signed',
    why: 'More commands to erase are signed than the limits let expect',
    from: COMMANDS_A_WIPE * wipesPer5Minutes + 1,
  },
  {
    name: 'record-overdue',
    code: 'record-overdue',
    why: 'Records of ended wipes are not sealed within an hour',
  },
  {
    name: 'clerk-suspended',
    code: 'clerk-suspended',
    why: 'A clerk asked for more wipes than the limit of an hour',
  },
  {
    name: 'operator-limit-reached',
    code: 'operator-limit-reached',
    why: 'An operator tries to cancel more wipes than the limit of an hour',
  },
  {
    name: 'resume-voided',
    code: 'resume-voided',
    why: 'Somebody paused again while it was proposed to resume',
  },
  {
    name: 'total-limit-reached',
    code: 'total-limit-reached',
    why: 'More wipes than may go out in all; the others wait in order',
  },
  {
    name: 'wipe-contested',
    code: 'wipe-contested',
    why: 'Somebody who was told of a wipe says that it was not them',
  },
  {
    name: 'execution-not-started',
    code: 'execution-not-started',
    why: 'Runs of the workflow do not start at once',
    from: SEVERAL,
  },
  {
    name: 'repair-failed',
    code: 'repair-failed',
    why: 'Repairs of open wipes fail again and again',
    from: SEVERAL,
  },
  {
    name: 'command-given-up',
    code: 'command-given-up',
    why: 'Commands are not signed in the second that they may take',
    from: SEVERAL,
  },
  {
    name: 'wake-up-not-sent',
    code: 'wake-up-not-sent',
    why: 'Handsets are not woken',
    from: SEVERAL,
  },
  {
    name: 'code-not-sent',
    code: 'code-not-sent',
    why: 'Codes to enrol and to step up do not go out',
    from: SEVERAL,
  },
  {
    name: 'message-not-sent',
    code: 'message-not-sent',
    why: 'Messages to people fail',
    from: SEVERAL,
  },
];

export interface LogAlarmsProps {
  readonly alarms: Alarms;
  readonly metrics: LogMetrics;
  readonly settings: Settings;
}

export class LogAlarms extends Construct {
  constructor(scope: Construct, id: string, { alarms, metrics, settings }: LogAlarmsProps) {
    super(scope, id);
    for (const line of watched(settings)) {
      const metric = 'code' in line ? metrics.lines(line.code) : metrics.figure(line.figure);
      alarms.atOnce(metric, { ...line, scope: this });
    }
  }
}
