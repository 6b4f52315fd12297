/** What operations may see of wipes, and do to one; and the look every five minutes at how the service does. */
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { DeadLetters } from './dead-letters.ts';
import { Schedule } from './schedule.ts';
import { type Deployment, ServiceFunction } from './service-function.ts';
import type { SignIn } from './sign-in.ts';
import type { Tables } from './tables.ts';
import type { Use } from './use.ts';
import type { Workflow } from './workflow.ts';

export interface OperationsViewProps {
  readonly deployment: Deployment;
  readonly tables: Tables;
  readonly workflow: Workflow;
  readonly signIn: SignIn;
  readonly originDigests: Use;
  readonly alarms: Alarms;
}

export class OperationsView extends Construct {
  readonly functions: readonly ServiceFunction[];

  constructor(
    scope: Construct,
    id: string,
    { deployment, tables, workflow, signIn, originDigests, alarms }: OperationsViewProps,
  ) {
    super(scope, id);
    const calledByPeople = { ...signIn.tokenRules, ORIGIN_DIGESTS: originDigests };
    const { wipes, enrolments, lines } = tables;
    this.functions = [
      new ServiceFunction(this, 'list-all-wipes', deployment, {
        uses: {
          ...calledByPeople,
          WIPES_TABLE: wipes.allowing('GetItem', 'Query byMonth', 'Query ofLine', 'Query open'),
        },
      }),
      new ServiceFunction(this, 'show-any-wipe', deployment, {
        uses: {
          ...calledByPeople,
          WIPES_TABLE: wipes.allowing('GetItem', 'Query byLine'),
          ENROLMENTS_TABLE: enrolments.allowing('GetItem'),
        },
      }),
      new ServiceFunction(this, 'act-on-wipe', deployment, {
        uses: {
          ...calledByPeople,
          WIPES_TABLE: wipes.allowing('GetItem', 'UpdateItem'),
          STATE_MACHINE_ARN: workflow.starting(),
        },
      }),
      new ServiceFunction(this, 'show-execution', deployment, {
        uses: {
          ...calledByPeople,
          WIPES_TABLE: wipes.allowing('GetItem'),
          STATE_MACHINE_ARN: workflow.reading(),
        },
      }),
      new ServiceFunction(this, 'explain-eligibility', deployment, {
        uses: {
          ...calledByPeople,
          LINES_TABLE: lines.allowing('GetItem'),
          WIPES_TABLE: wipes.allowing('GetItem'),
          ENROLMENTS_TABLE: enrolments.allowing('GetItem'),
        },
      }),
      new ServiceFunction(this, 'show-health', deployment, {
        uses: {
          ...calledByPeople,
          WIPES_TABLE: wipes.allowing('GetItem', 'Query byMonth', 'Query open'),
        },
      }),
    ];
    const measure = new ServiceFunction(this, 'measure-wipes', deployment, {
      timeout: Duration.seconds(30),
      // A run that fails is not kept: silence rings an alarm, and the next run measures again.
      uses: { WIPES_TABLE: wipes.allowing('Query open', 'Query held') },
    });
    new Schedule(this, 'EveryFiveMinutes', {
      description: 'Measures how many wipes do not get on',
      minutes: 5,
      runs: measure,
      deadLetters: new DeadLetters(this, 'DeadLetters', { alarms }),
    });
  }
}
