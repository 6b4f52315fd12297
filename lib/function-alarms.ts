/** Alarms on the functions as AWS Lambda counts them: those that fail, those that are slowed down, and events that are lost. */
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionName } from '#functions/contract/environment.ts';
import { type Alarms, SEVERAL } from './alarms.ts';
import { ServiceFunction } from './service-function.ts';
import { sumOf } from './sum.ts';
import type { Telling } from './telling.ts';

/**
 * Those whose errors nothing else tells at once. The API answers its callers, sealing and reconciling have alarms of their
 * own, and those that wait for a callback end a wait by an error where the wipe has moved on.
 */
export const WATCHED_FUNCTIONS: readonly FunctionName[] = [
  'issue-command',
  'receive-report',
  'send-message',
  'check-eligibility',
  'tell-account-holder',
];

export interface FunctionAlarmsProps {
  readonly alarms: Alarms;
  readonly telling: Telling;
  /** Where the functions are, at any depth. */
  readonly within: Construct;
}

export class FunctionAlarms extends Construct {
  constructor(scope: Construct, id: string, { alarms, telling, within }: FunctionAlarmsProps) {
    super(scope, id);
    const functions = ServiceFunction.all(within);
    alarms.atOnce(
      sumOf(
        'Errors of functions',
        functions
          .filter(({ name }) => WATCHED_FUNCTIONS.includes(name))
          .map(({ lambda }) => lambda.metricErrors()),
      ),
      {
        scope: this,
        name: 'function-errors',
        why: 'Functions fail that are tried again by themselves',
        from: SEVERAL,
      },
    );
    // Concurrency is the account's, and so is whoever uses it up.
    alarms.atOnce(LambdaFunction.metricAllThrottles(), {
      scope: this,
      name: 'functions-throttled',
      why: 'AWS Lambda runs as many functions at once as the account may',
      from: SEVERAL,
    });
    alarms.atOnce(
      sumOf('Events that were neither handled nor kept', [
        ...functions
          .filter(({ keepsFailures }) => keepsFailures)
          .map(({ lambda }) => lambda.metric('DestinationDeliveryFailures', SUM)),
        telling.undeliverable,
        new Metric({
          namespace: 'AWS/Scheduler',
          metricName: 'InvocationsFailedToBeSentToDeadLetterCount',
          ...SUM,
        }),
      ]),
      {
        scope: this,
        name: 'dead-letters-lost',
        why: 'Events could be neither handled nor kept',
      },
    );
  }
}

const SUM = { statistic: Stats.SUM };
