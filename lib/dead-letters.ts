/** Where events wait that nobody could handle: kept for two weeks, and an alarm while there are any. */
import { Duration } from 'aws-cdk-lib';
import { type PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { allow } from './use.ts';

export class DeadLetters extends Construct {
  readonly queue: IQueue;

  constructor(scope: Construct, id: string, { alarms }: { alarms: Alarms }) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      // Signed claims and reports, and ids: nothing that names a person.
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    alarms.atOnce(this.queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }), {
      scope: this,
      name: `dead-letters-${kebabCase(scope.node.id)}`,
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
