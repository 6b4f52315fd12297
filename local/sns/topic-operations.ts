/** The operations on topics: Publish, and those that list what the template made. */
import * as z from 'zod';
import type { QueryOperation } from '../aws/query-operations.ts';
import { element } from '../endpoint/xml.ts';
import { publishInput } from './message.ts';
import { attributesXml, pageXml, snsOperation } from './operation.ts';
import { type Publishing, publish } from './publishing.ts';
import { requireSns } from './sns-access.ts';
import type { Subscription, Topic } from './topic.ts';

const TopicArn = z.string();
const NextToken = z.string().exactOptional();

export function topicOperations(publishing: Publishing): Record<string, QueryOperation> {
  const { topics } = publishing;
  const { access, account } = publishing.context;

  return {
    Publish: snsOperation(publishInput, async (input, { caller }) =>
      element('MessageId', await publish(input, caller, publishing)),
    ),

    ListTopics: snsOperation(z.strictObject({ NextToken }), ({ NextToken: token }, { caller }) => {
      requireSns(access, { caller, action: 'sns:ListTopics', resource: '*' });
      return pageXml(
        'Topics',
        topics.all.map(({ arn }) => element('TopicArn', arn)),
        token,
      );
    }),

    GetTopicAttributes: snsOperation(
      z.strictObject({ TopicArn }),
      ({ TopicArn: arn }, { caller }) => {
        const topic = topics.find(arn);
        requireSns(access, {
          caller,
          action: 'sns:GetTopicAttributes',
          resource: arn,
          resourcePolicy: topic.policy,
        });
        return attributesXml({
          TopicArn: arn,
          Owner: account,
          DisplayName: topic.displayName,
          Policy: JSON.stringify(topic.policy),
          SubscriptionsConfirmed: topic.subscriptions.length,
          SubscriptionsPending: 0,
          SubscriptionsDeleted: 0,
          ...(topic.kmsKey !== undefined && { KmsMasterKeyId: topic.kmsKey }),
        });
      },
    ),

    ListSubscriptions: snsOperation(
      z.strictObject({ NextToken }),
      ({ NextToken: token }, { caller }) => {
        requireSns(access, { caller, action: 'sns:ListSubscriptions', resource: '*' });
        const members = topics.all.flatMap((topic) =>
          topic.subscriptions.map((each) => subscriptionXml(topic, each, account)),
        );
        return pageXml('Subscriptions', members, token);
      },
    ),

    ListSubscriptionsByTopic: snsOperation(
      z.strictObject({ TopicArn, NextToken }),
      (input, { caller }) => {
        const topic = topics.find(input.TopicArn);
        requireSns(access, {
          caller,
          action: 'sns:ListSubscriptionsByTopic',
          resource: topic.arn,
          resourcePolicy: topic.policy,
        });
        const members = topic.subscriptions.map((each) => subscriptionXml(topic, each, account));
        return pageXml('Subscriptions', members, input.NextToken);
      },
    ),

    GetSubscriptionAttributes: snsOperation(
      z.strictObject({ SubscriptionArn: z.string() }),
      ({ SubscriptionArn: arn }, { caller }) => {
        requireSns(access, { caller, action: 'sns:GetSubscriptionAttributes', resource: '*' });
        const { topic, subscription } = topics.findSubscription(arn);
        const { protocol, endpoint, raw, deadLetterArn } = subscription;
        return attributesXml({
          SubscriptionArn: arn,
          TopicArn: topic.arn,
          Owner: account,
          Protocol: protocol,
          Endpoint: endpoint,
          RawMessageDelivery: raw,
          PendingConfirmation: false,
          ConfirmationWasAuthenticated: true,
          SubscriptionPrincipal: `arn:aws:iam::${account}:root`,
          ...(deadLetterArn !== undefined && {
            RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetterArn }),
          }),
        });
      },
    ),
  };
}

function subscriptionXml(topic: Topic, subscription: Subscription, account: string): string {
  const { arn, protocol, endpoint } = subscription;
  return [
    element('TopicArn', topic.arn),
    element('Protocol', protocol),
    element('SubscriptionArn', arn),
    element('Owner', account),
    element('Endpoint', endpoint),
  ].join('');
}
