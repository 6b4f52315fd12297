/** Delivers a publication to a topic's subscriptions; what cannot be delivered goes to the dead-letter queue. */
import { AwsError } from '../aws/error.ts';
import type { Functions } from '../functions.ts';
import type { CloudContext } from '../part.ts';
import type { Queues } from '../sqs/queues.ts';
import { lambdaEvent, type Publication, queueEnvelope } from './message.ts';
import type { Subscription, Topic } from './topic.ts';

interface Recipients {
  readonly functions: Functions;
  readonly queues: Queues;
  readonly log: CloudContext['log'];
}

/**
 * Hands a publication to every subscription. Nothing that goes wrong there is the publisher's error. Client errors
 * are not tried again: https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
export async function deliver(
  topic: Topic,
  publication: Publication,
  recipients: Recipients,
): Promise<void> {
  const { log } = recipients;
  await Promise.all(
    topic.subscriptions.map(async (subscription) => {
      try {
        await send(topic, subscription, publication, recipients);
      } catch (error) {
        const code = error instanceof AwsError ? error.code : 'InternalError';
        log({ part: 'sns', event: 'delivery-failed', subscription: subscription.arn, error: code });
        await sendToDeadLetters(topic, subscription, publication, recipients);
      }
    }),
  );
}

const asSns = ({ arn }: Topic) =>
  ({ kind: 'service', principal: 'sns.amazonaws.com', sourceArn: arn }) as const;

async function send(
  topic: Topic,
  { protocol, endpoint, raw, arn }: Subscription,
  publication: Publication,
  { functions, queues }: Recipients,
): Promise<void> {
  const caller = asSns(topic);
  if (protocol === 'lambda') {
    const payload = JSON.stringify(lambdaEvent(publication, topic.arn, arn));
    return await functions.invokeLater({ functionArn: endpoint, payload, caller });
  }
  const attributes = raw ? publication.attributes : {};
  const body = raw
    ? publication.textFor('sqs')
    : JSON.stringify(queueEnvelope(publication, topic.arn, arn));
  await queues.send({ queueArn: endpoint, body, attributes, caller });
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html */
async function sendToDeadLetters(
  topic: Topic,
  subscription: Subscription,
  publication: Publication,
  { queues, log }: Recipients,
): Promise<void> {
  const { deadLetterArn, arn } = subscription;
  if (deadLetterArn === undefined) return;
  const body = JSON.stringify(queueEnvelope(publication, topic.arn, arn));
  try {
    await queues.send({ queueArn: deadLetterArn, body, caller: asSns(topic) });
  } catch (error) {
    const code = error instanceof AwsError ? error.code : 'InternalError';
    log({ part: 'sns', event: 'dead-letter-failed', subscription: arn, error: code });
  }
}
