/** Alarms that call somebody, where a mail address was set; they show in the console in any case. */
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type MathExpression,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { encryptionKey } from './encryption-key.ts';
import type { Settings } from './settings.ts';
import { allow } from './use.ts';

export interface AlarmProps {
  /** In lower case, with hyphens. */
  readonly name: string;
  readonly why: string;
  /** The least value that rings it; 1 where it is not said. */
  readonly from?: number;
  /** Whether a metric that says nothing rings it too. */
  readonly silence?: boolean;
  /** How much time a value is taken over; 5 where it is not said. */
  readonly minutes?: number;
}

const CLOUDWATCH = new ServicePrincipal('cloudwatch.amazonaws.com');

/** Five and more, where one is made up for by itself. */
export const SEVERAL = 5;

export class Alarms extends Construct {
  readonly #topic: Topic | undefined;
  readonly #all: Alarm[] = [];

  constructor(scope: Construct, id: string, { alarmMail }: Pick<Settings, 'alarmMail'>) {
    super(scope, id);
    this.#topic = alarmMail === undefined ? undefined : this.#topicFor(alarmMail);
  }

  /** Those that there are so far. */
  get all(): readonly Alarm[] {
    return this.#all;
  }

  /**
   * An alarm as soon as a metric reaches `from`, or one, within its minutes; where it has to be heard of, also when it
   * is not. Its description begins with its name, under which `docs/operating.md` says what to do.
   */
  atOnce(metric: Metric | MathExpression, props: AlarmProps & { readonly scope: Construct }): void {
    const { scope, name, why, from = 1, silence = false, minutes = 5 } = props;
    const alarm = new Alarm(scope, name, {
      alarmDescription: `${name}: ${why}`,
      metric: metric.with({ period: Duration.minutes(minutes) }),
      threshold: from,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: silence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    if (this.#topic) alarm.addAlarmAction(new SnsAction(this.#topic));
    this.#all.push(alarm);
  }

  #topicFor(alarmMail: string): Topic {
    const masterKey = encryptionKey(this, 'Key', { description: 'Encrypts alarms on their way' });
    // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
    masterKey.grant(CLOUDWATCH, 'kms:Decrypt', 'kms:GenerateDataKey');
    const topic = new Topic(this, 'Topic', { masterKey, enforceSSL: true });
    topic.addToResourcePolicy(this.#publishing(topic));
    topic.addSubscription(new EmailSubscription(alarmMail));
    return topic;
  }

  /**
   * A topic that has a policy has no other one beside it, so what SNS lets alarms do by default has to be said.
   * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
   */
  #publishing({ topicArn }: Topic): PolicyStatement {
    const alarms = Stack.of(this).formatArn({
      service: 'cloudwatch',
      resource: 'alarm',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const statement = allow('sns', ['Publish'], topicArn, { ArnLike: { 'aws:SourceArn': alarms } });
    statement.addPrincipals(CLOUDWATCH);
    return statement;
  }
}
