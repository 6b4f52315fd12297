/** Topics and their subscriptions, all from the template. */
import { AwsError } from '../aws/error.ts';
import type { PolicyDocument } from '../iam/access.ts';

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

  /** @throws AwsError `NotFound`. */
  find(arn: string): Topic {
    const topic = this.#topics.get(arn);
    if (topic === undefined)
      throw new AwsError('NotFound', 'Topic does not exist', { status: 404 });
    return topic;
  }
}
