/** Topics and their subscriptions, all from the template. */
import { AwsError } from '../aws/error.ts';
import type { PolicyDocument } from '../iam/access.ts';
import { invalid } from './message.ts';

export interface Subscription {
  readonly arn: string;
  readonly protocol: 'lambda' | 'sqs';
  /** ARN of the function or queue. */
  readonly endpoint: string;
  /** SQS only: the message without its envelope. */
  readonly raw: boolean;
  readonly deadLetterArn: string | undefined;
}

export interface Topic {
  readonly arn: string;
  readonly displayName: string;
  readonly kmsKey: string | undefined;
  /** AWS::SNS::TopicPolicy replaces the default one. */
  policy: PolicyDocument;
  readonly subscriptions: Subscription[];
}

export class Topics {
  readonly #topics = new Map<string, Topic>();

  get all(): readonly Topic[] {
    return [...this.#topics.values()];
  }

  add(topic: Topic): void {
    this.#topics.set(topic.arn, topic);
  }

  /** @throws AwsError `NotFound`, `InvalidParameter` for what is no ARN. */
  find(arn: string): Topic {
    const topic = this.#topics.get(arn);
    if (topic === undefined) requireArn('TopicArn', arn);
    if (topic === undefined)
      throw new AwsError('NotFound', 'Topic does not exist', { status: 404 });
    return topic;
  }

  /** @throws AwsError `NotFound`, `InvalidParameter` for what is no ARN. */
  findSubscription(arn: string): { topic: Topic; subscription: Subscription } {
    for (const topic of this.#topics.values())
      for (const subscription of topic.subscriptions)
        if (subscription.arn === arn) return { topic, subscription };
    requireArn('SubscriptionArn', arn);
    throw new AwsError('NotFound', 'Subscription does not exist', { status: 404 });
  }
}

const ARN_PARTS = 6;

function requireArn(name: string, arn: string): void {
  const parts = arn.split(':').length;
  if (parts < ARN_PARTS)
    throw invalid(`${name} Reason: An ARN must have at least 6 elements, not ${parts}`);
}
