/** Where events wait that nobody could handle: kept for two weeks, and an alarm while there are any. */
import { Duration } from 'aws-cdk-lib';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { allow } from './use.ts';

export class DeadLetters extends Construct {
  readonly queue: IQueue;
  /** That of its alarm. */
  readonly name: string;
  /** How many there are. */
  readonly waiting: Metric;

  constructor(scope: Construct, id: string, { alarms }: { alarms: Alarms }) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      // Signed claims and reports, and ids: nothing that names a person.
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.name = `dead-letters-${kebabCase(scope.node.id)}`;
    this.waiting = this.queue.metricApproximateNumberOfMessagesVisible({
      statistic: Stats.MAXIMUM,
    });
    alarms.atOnce(this.waiting, {
      scope: this,
      name: this.name,
      why: 'Events wait that no function could handle',
    });
  }

  get arn(): string {
    return this.queue.queueArn;
  }

  /** Puts a letter here; for a role. */
  sending(): PolicyStatement {
    return allow('sqs', ['SendMessage'], this.arn);
  }

  /** Lets a service put letters here on behalf of one resource. */
  acceptFrom(service: string, sourceArn: string): void {
    const statement = allow('sqs', ['SendMessage'], this.arn, {
      ArnEquals: { 'aws:SourceArn': sourceArn },
    });
    statement.addPrincipals(new ServicePrincipal(service));
    this.queue.addToResourcePolicy(statement);
  }
}

const kebabCase = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
