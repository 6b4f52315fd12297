/** The operations on topics: Publish, and those that list what the template made. */
import * as z from 'zod';
import { queryFields } from '../endpoint/protocol.ts';
import { element } from '../endpoint/xml.ts';
import { parseFields } from './fields.ts';
import { invalid, publishInput } from './message.ts';
import { attributesXml, type SnsOperation } from './operation.ts';
import { type Publishing, publish } from './publishing.ts';
import { requireSns } from './sns-access.ts';
import type { Subscription, Topic } from './topic.ts';

const TopicArn = z.string();
const page = { NextToken: z.string().exactOptional() };
/** https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html: up to 100 a page. */
const PAGE_LENGTH = 100;

export function topicOperations(publishing: Publishing): Record<string, SnsOperation> {
  const { topics } = publishing;
  const { access, account } = publishing.context;

  return {
    async Publish(call) {
      const input = parseFields(queryFields(call), publishInput);
      return element('MessageId', await publish(input, call.caller, publishing));
    },

    ListTopics(call) {
      const { NextToken } = parseFields(queryFields(call), z.strictObject(page));
      requireSns(access, { caller: call.caller, action: 'sns:ListTopics', resource: '*' });
      const members = topics.all.map(({ arn }) => element('TopicArn', arn));
      return listXml('Topics', members, NextToken);
    },

    GetTopicAttributes(call) {
      const { TopicArn: arn } = parseFields(queryFields(call), z.strictObject({ TopicArn }));
      const topic = topics.find(arn);
      requireSns(access, {
        caller: call.caller,
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

    ListSubscriptions(call) {
      const { NextToken } = parseFields(queryFields(call), z.strictObject(page));
      requireSns(access, { caller: call.caller, action: 'sns:ListSubscriptions', resource: '*' });
      const members = topics.all.flatMap((topic) =>
        topic.subscriptions.map((each) => subscriptionXml(topic, each, account)),
      );
      return listXml('Subscriptions', members, NextToken);
    },

    ListSubscriptionsByTopic(call) {
      const input = parseFields(queryFields(call), z.strictObject({ TopicArn, ...page }));
      const topic = topics.find(input.TopicArn);
      requireSns(access, {
        caller: call.caller,
        action: 'sns:ListSubscriptionsByTopic',
        resource: topic.arn,
        resourcePolicy: topic.policy,
      });
      const members = topic.subscriptions.map((each) => subscriptionXml(topic, each, account));
      return listXml('Subscriptions', members, input.NextToken);
    },
  };
}

/** One page. The token is the place where it starts. */
function listXml(name: string, members: readonly string[], token = '0'): string {
  if (!/^\d{1,9}$/.test(token)) throw invalid('NextToken');
  const end = Number(token) + PAGE_LENGTH;
  const shown = members.slice(Number(token), end).map((member) => `<member>${member}</member>`);
  const rest = end < members.length ? element('NextToken', end) : '';
  return `<${name}>${shown.join('')}</${name}>${rest}`;
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
