/** What handsets say over MQTT: the rules that hear claims and reports, and the functions that answer. */
import { Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnTopicRule } from 'aws-cdk-lib/aws-iot';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { DeadLetters } from './dead-letters.ts';
import { revokeCertificates } from './handset-identity.ts';
import { publishTo, ruleFilter } from './handset-topics.ts';
import type { RecordsStack } from './records-stack.ts';
import { type Deployment, ServiceFunction } from './service-function.ts';
import { sumOf } from './sum.ts';
import type { Telling } from './telling.ts';
import { plain, type Use } from './use.ts';
import type { Workflow } from './workflow.ts';

export interface HandsetMessagingProps {
  readonly deployment: Deployment;
  readonly records: RecordsStack;
  readonly workflow: Workflow;
  readonly telling: Telling;
  readonly alarms: Alarms;
  readonly serviceIssuer: Use;
}

/** The two members of an envelope by name, so that none of the handset's can pass for one of the broker's. */
const HANDED_ON =
  'v, jws, topic(2) AS enrolmentId, clientid() AS clientId, principal() AS principal, timestamp() AS receivedAt';

export class HandsetMessaging extends Construct {
  /** Counts of what each rule heard, and of what it was too much for. */
  readonly rules: Readonly<Record<'claims' | 'reports', ReturnType<typeof countsOf>>>;

  constructor(scope: Construct, id: string, props: HandsetMessagingProps) {
    super(scope, id);
    const { deployment, records, workflow, telling, alarms } = props;
    const { tables } = records;
    const { settings } = deployment;
    const deadLetters = new DeadLetters(this, 'DeadLetters', { alarms });
    const issueCommand = new ServiceFunction(this, 'issue-command', deployment, {
      role: records.commandSigner,
      uses: {
        LINES_TABLE: tables.lines.allowing('Query byAccount', 'GetItem'),
        ENROLMENTS_TABLE: tables.enrolments.allowing('GetItem', 'UpdateItem'),
        WIPES_TABLE: tables.wipes.allowing('Query', 'GetItem', 'UpdateItem'),
        GOVERNOR_TABLE: tables.governor.allowing('Query'),
        MESSAGES_TOPIC: telling.publishing(),
        SERVICE_ISSUER: props.serviceIssuer,
        VERDICT_SECONDS: plain(settings.verdictSeconds),
        COMMAND_KEY: records.commandKey.allowing('Sign', 'GetPublicKey'),
        COMMAND_LIFE_SECONDS: plain(settings.commandLifeSeconds),
      },
      also: [
        publishTo(this, 'command'),
        revokeCertificates(this),
        // A claim ends a wait, or leaves it as it is.
        workflow.allow('SendTaskFailure'),
      ],
      deadLetters,
    });
    const receiveReport = new ServiceFunction(this, 'receive-report', deployment, {
      uses: {
        ENROLMENTS_TABLE: tables.enrolments.allowing('GetItem'),
        WIPES_TABLE: tables.wipes.allowing('GetItem', 'UpdateItem'),
        VERDICT_SECONDS: plain(settings.verdictSeconds),
      },
      also: [workflow.allow('SendTaskSuccess', 'SendTaskFailure')],
      deadLetters,
    });
    const keeper = new Role(this, 'Keeper', {
      description: 'Keeps what a rule could not hand on',
      assumedBy: new ServicePrincipal('iot.amazonaws.com'),
    });
    keeper.addToPolicy(deadLetters.sending());
    this.rules = {
      claims: this.#listen('Claims', { topic: 'claim', to: issueCommand, deadLetters, keeper }),
      reports: this.#listen('Reports', { topic: 'report', to: receiveReport, deadLetters, keeper }),
    };
    const { claims, reports } = this.rules;
    alarms.atOnce(
      sumOf('Messages of handsets throttled', [...claims.throttled, ...reports.throttled]),
      {
        scope: this,
        name: 'handset-messages-throttled',
        why: 'AWS IoT drops what handsets say',
      },
    );
  }

  #listen(
    id: string,
    {
      topic,
      to,
      deadLetters,
      keeper,
    }: {
      topic: 'claim' | 'report';
      to: ServiceFunction;
      deadLetters: DeadLetters;
      keeper: Role;
    },
  ) {
    const rule = new CfnTopicRule(this, id, {
      topicRulePayload: {
        awsIotSqlVersion: '2016-03-23',
        sql: `SELECT ${HANDED_ON} FROM '${ruleFilter(topic)}'`,
        actions: [{ lambda: { functionArn: to.lambda.functionArn } }],
        errorAction: { sqs: { queueUrl: deadLetters.queue.queueUrl, roleArn: keeper.roleArn } },
        ruleDisabled: false,
      },
    });
    to.lambda.addPermission(`Hear${id}`, {
      principal: new ServicePrincipal('iot.amazonaws.com'),
      sourceArn: rule.attrArn,
      sourceAccount: Stack.of(this).account,
    });
    return countsOf(rule);
  }
}

/**
 * What is dropped goes by one name in AWS's guide and by another in its CDK library: one of them never says anything.
 * https://docs.aws.amazon.com/iot/latest/developerguide/metrics_dimensions.html
 */
function countsOf({ ref: RuleName }: CfnTopicRule) {
  const count = (metricName: string) =>
    new Metric({
      namespace: 'AWS/IoT',
      metricName,
      dimensionsMap: { RuleName },
      statistic: Stats.SUM,
    });
  return {
    heard: count('TopicMatch'),
    throttled: [count('RuleMessageThrottled'), count('RuleEvaluationThrottled')],
  };
}
