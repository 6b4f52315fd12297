/** The state machine that carries a wipe from its request to its record. */
import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Policy, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type Alarms, SEVERAL } from './alarms.ts';
import { pin } from './pin.ts';
import type { ServiceFunction } from './service-function.ts';
import type { Settings } from './settings.ts';
import { sumOf } from './sum.ts';
import { allow, type Use } from './use.ts';
import { type TaskFunctions, workflowDefinition } from './workflow-definition.ts';

export interface WorkflowProps {
  readonly functions: Readonly<Record<keyof TaskFunctions, ServiceFunction>>;
  readonly settings: Settings;
  readonly alarms: Alarms;
}

export class Workflow extends Construct {
  readonly #machine: StateMachine;

  constructor(scope: Construct, id: string, { functions, settings, alarms }: WorkflowProps) {
    super(scope, id);
    const arns: TaskFunctions = {
      checkEligibility: functions.checkEligibility.lambda.functionArn,
      askForApproval: functions.askForApproval.lambda.functionArn,
      dispatch: functions.dispatch.lambda.functionArn,
      waitForVerdict: functions.waitForVerdict.lambda.functionArn,
      sealRecord: functions.sealRecord.lambda.functionArn,
      tellAccountHolder: functions.tellAccountHolder.lambda.functionArn,
    };
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
    });
    const invoking = new Policy(this, 'Invoking', {
      roles: [role],
      statements: [allow('lambda', ['InvokeFunction'], Object.values(arns))],
    });
    // Deleting a state machine ends its runs, and a wipe may wait in one for months.
    this.#machine = pin(
      new StateMachine(this, 'StateMachine', {
        stateMachineType: StateMachineType.STANDARD,
        definitionBody: DefinitionBody.fromString(
          Stack.of(this).toJsonString(workflowDefinition(arns, settings)),
        ),
        role,
        logs: {
          destination: new LogGroup(this, 'Logs', {
            retention: settings.logRetentionDays satisfies RetentionDays,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
          level: LogLevel.ERROR,
          // Execution data holds callback tokens.
          includeExecutionData: false,
        },
        removalPolicy: RemovalPolicy.RETAIN,
      }),
      'WipeWorkflow',
    );
    this.#machine.node.addDependency(invoking);
    const { failed, timedOut, aborted, throttled } = this.metrics;
    alarms.atOnce(sumOf('Executions without success', [failed, timedOut, aborted]), {
      scope: this,
      name: 'workflow-failed',
      why: 'A run of the workflow did not get through',
    });
    alarms.atOnce(throttled, {
      scope: this,
      name: 'workflow-throttled',
      why: 'AWS Step Functions slows the workflow down',
      from: SEVERAL,
    });
  }

  /** Counts of its runs, and of their steps that were throttled. */
  get metrics() {
    return {
      started: this.#machine.metricStarted(),
      succeeded: this.#machine.metricSucceeded(),
      failed: this.#machine.metricFailed(),
      timedOut: this.#machine.metricTimedOut(),
      aborted: this.#machine.metricAborted(),
      throttled: this.#machine.metricThrottled(),
    };
  }

  get arn(): string {
    return this.#machine.stateMachineArn;
  }

  /** Starting runs. */
  starting(): Use {
    return { value: this.arn, statements: [allow('states', ['StartExecution'], this.arn)] };
  }

  /** Reading the state machine, and the history of its runs. */
  reading(): Use {
    const runs = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${this.#machine.stateMachineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return {
      value: this.arn,
      statements: [
        allow('states', ['DescribeStateMachine'], this.arn),
        allow(
          'states',
          ['DescribeExecution', 'DescribeStateMachineForExecution', 'GetExecutionHistory'],
          runs,
        ),
      ],
    };
  }

  /** Answering the tokens of waiting tasks: a token says itself what it belongs to. */
  allow(...actions: readonly ('SendTaskSuccess' | 'SendTaskFailure')[]): PolicyStatement {
    return allow('states', actions, this.arn);
  }
}
