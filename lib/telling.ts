/** Telling people: the topic that carries messages, and the function that turns them into mail and SMS. */
import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { NO_GATEWAY } from '#functions/contract/environment.ts';
import type { Alarms } from './alarms.ts';
import { DeadLetters } from './dead-letters.ts';
import { encryptionKey } from './encryption-key.ts';
import { throughService } from './key-use.ts';
import type { Parameters } from './parameters.ts';
import type { RecordsStack } from './records-stack.ts';
import { type Deployment, ServiceFunction } from './service-function.ts';
import type { Settings } from './settings.ts';
import { sendSms } from './sms.ts';
import { allow, plain, type Use } from './use.ts';

/**
 * The share of mail that came back, of the whole account. From 5 % on Amazon SES looks into it, from 10 % on it may stop it:
 * https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-cloudwatch-alarm.html
 */
export const BOUNCES = new Metric({
  namespace: 'AWS/SES',
  metricName: 'Reputation.BounceRate',
  statistic: Stats.AVERAGE,
});

export interface TellingProps {
  readonly deployment: Deployment;
  readonly records: RecordsStack;
  readonly parameters: Parameters;
  readonly alarms: Alarms;
}

export class Telling extends Construct {
  readonly tellAccountHolder: ServiceFunction;
  readonly #topic: Topic;
  readonly #key: Key;
  readonly #senderAddress: string;

  constructor(scope: Construct, id: string, props: TellingProps) {
    super(scope, id);
    const { deployment, records, parameters, alarms } = props;
    const { tables } = records;
    this.#senderAddress = parameters.senderAddress;
    this.#key = encryptionKey(this, 'Key', {
      description: 'Encrypts messages to people on their way',
    });
    this.#topic = new Topic(this, 'Messages', { masterKey: this.#key, enforceSSL: true });
    this.tellAccountHolder = new ServiceFunction(this, 'tell-account-holder', deployment, {
      uses: {
        LINES_TABLE: tables.lines.allowing(
          'Query byAccount',
          'GetItem',
          tables.changingLine('locks'),
        ),
        WIPES_TABLE: tables.wipes.allowing('GetItem', 'UpdateItem'),
        GOVERNOR_TABLE: tables.governor.allowing(
          tables.counting('total', 'clerk#*', 'shop#*', 'account#*'),
        ),
        MESSAGES_TOPIC: this.publishing(),
      },
    });
    const deadLetters = new DeadLetters(this, 'DeadLetters', { alarms });
    const sendMessage = new ServiceFunction(this, 'send-message', deployment, {
      timeout: Duration.seconds(30),
      role: records.messenger,
      uses: {
        LINES_TABLE: tables.lines.allowing('GetItem'),
        WIPES_TABLE: tables.wipes.allowing('GetItem', 'UpdateItem'),
        ...this.#ways(deployment.settings),
        OPERATIONS_ADDRESS: plain(parameters.operationsAddress),
        APPROVER_ADDRESS: plain(parameters.approverAddress),
        PAGE_ORIGIN: plain(parameters.pageOrigin),
        CONTEST_KEY: records.contestKey.making(),
      },
      deadLetters,
    });
    this.#topic.addSubscription(
      new LambdaSubscription(sendMessage.lambda, { deadLetterQueue: deadLetters.queue }),
    );
    if (deployment.settings.messageGateway === undefined)
      alarms.atOnce(BOUNCES, {
        scope: this,
        name: 'mail-bounces',
        why: 'Amazon SES stops the mail of an account that too much comes back of',
        from: 0.05,
        minutes: 60,
      });
  }

  /** A count of messages that could be neither handed on nor kept. */
  get undeliverable(): Metric {
    return this.#topic.metric('NumberOfNotificationsFailedToRedriveToDlq', {
      statistic: Stats.SUM,
    });
  }

  /** By which way messages go: SES and SMS, or the carrier's gateway and then nothing else. */
  #ways({ messageGateway, messageGatewayKey }: Settings) {
    if (messageGateway === undefined) {
      const { value, statements } = this.mailing();
      const both = { value, statements: [...statements, sendSms(this)] };
      return { SENDER_ADDRESS: both, MESSAGE_GATEWAY: plain(NO_GATEWAY) };
    }
    const statements = [allow('sns', ['Publish'], messageGateway)];
    if (messageGatewayKey !== undefined)
      statements.push(
        throughService(this, { keyArn: messageGatewayKey }, 'sns', ['GenerateDataKey', 'Decrypt']),
      );
    return {
      SENDER_ADDRESS: plain(this.#senderAddress),
      MESSAGE_GATEWAY: { value: messageGateway, statements },
    };
  }

  /** Publishing a message for people. */
  publishing(): Use {
    return {
      value: this.#topic.topicArn,
      statements: [
        allow('sns', ['Publish'], this.#topic.topicArn),
        throughService(this, this.#key, 'sns', ['GenerateDataKey', 'Decrypt']),
      ],
    };
  }

  /** Sending mail. SES asks for the identity that was verified: the address, or its domain. */
  mailing(): Use {
    const address = this.#senderAddress;
    const { partition, region, account } = Stack.of(this);
    const identity = (name: string) => `arn:${partition}:ses:${region}:${account}:identity/${name}`;
    const domain = Fn.select(1, Fn.split('@', address));
    return {
      value: address,
      statements: [
        allow('ses', ['SendEmail'], [identity(address), identity(domain)], {
          StringEquals: { 'ses:FromAddress': address },
        }),
      ],
    };
  }
}
