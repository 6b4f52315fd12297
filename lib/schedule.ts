/** Runs a function every so many minutes, by a role that may do nothing else. */
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import type { ServiceFunction } from './service-function.ts';
import { allow } from './use.ts';

export interface ScheduleProps {
  readonly description: string;
  readonly minutes: number;
  readonly runs: ServiceFunction;
  /** Where a run goes that the function could not be reached for. */
  readonly deadLetters: DeadLetters;
}

export class Schedule extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { description, minutes, runs, deadLetters }: ScheduleProps,
  ) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    });
    role.addToPolicy(allow('lambda', ['InvokeFunction'], runs.lambda.functionArn));
    role.addToPolicy(deadLetters.sending());
    new CfnSchedule(this, 'Schedule', {
      description,
      scheduleExpression: `rate(${minutes} minute${minutes === 1 ? '' : 's'})`,
      flexibleTimeWindow: { mode: 'OFF' },
      state: 'ENABLED',
      target: {
        arn: runs.lambda.functionArn,
        roleArn: role.roleArn,
        // The next one makes up for a lost one.
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 2 },
        deadLetterConfig: { arn: deadLetters.arn },
      },
    });
  }
}
