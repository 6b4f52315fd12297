/** The resource types AWS::SNS::Topic, AWS::SNS::Subscription and AWS::SNS::TopicPolicy. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { PolicyDocument } from '../iam/access.ts';
import { resourcePolicy } from '../iam/document.ts';
import { type CloudContext, type ResourceType, resourceType } from '../part.ts';
import type { Subscription, Topic, Topics } from './topic.ts';

const target = z.discriminatedUnion('Protocol', [
  z.strictObject({ Protocol: z.literal('lambda'), Endpoint: z.string().regex(/^arn:aws:lambda:/) }),
  z.strictObject({ Protocol: z.literal('sqs'), Endpoint: z.string().regex(/^arn:aws:sqs:/) }),
]);

const topicProperties = z.strictObject({
  TopicName: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,256}$/)
    .exactOptional(),
  DisplayName: z.string().max(100).default(''),
  KmsMasterKeyId: z.string().exactOptional(),
  Subscription: z.array(target).default([]),
});

/** CloudFormation takes JSON properties as text too. */
const jsonText = z.string().transform((text): unknown => JSON.parse(text));
const redrivePolicy = z.strictObject({ deadLetterTargetArn: z.string() });

const subscriptionProperties = z
  .strictObject({
    TopicArn: z.string(),
    /** The topic's, which the constructs of the CDK repeat. */
    Region: z.string().exactOptional(),
    Protocol: z.enum(['lambda', 'sqs']),
    Endpoint: z.string(),
    RawMessageDelivery: z.boolean().default(false),
    RedrivePolicy: z.union([redrivePolicy, jsonText.pipe(redrivePolicy)]).exactOptional(),
  })
  .refine(({ Protocol, Endpoint }) => Endpoint.startsWith(`arn:aws:${Protocol}:`), {
    error: 'Endpoint is not the ARN of a resource of this Protocol',
  })
  .refine(({ Region, TopicArn }) => (Region ?? TopicArn.split(':')[3]) === TopicArn.split(':')[3], {
    error: 'Region is not the one of the topic',
  })
  // https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html: not for Lambda.
  .refine(({ Protocol, RawMessageDelivery }) => Protocol === 'sqs' || !RawMessageDelivery, {
    error: 'RawMessageDelivery is for sqs only',
  });

export function snsResources(
  { account, region }: CloudContext,
  topics: Topics,
): readonly ResourceType[] {
  const topic = resourceType({
    type: 'AWS::SNS::Topic',
    properties: topicProperties,
    inert: ['Tags', 'TracingConfig', 'SignatureVersion'],
    async create({ properties, physicalName }) {
      const name = properties.TopicName ?? physicalName;
      const arn = `arn:aws:sns:${region}:${account}:${name}`;
      const subscriptions = properties.Subscription.map(({ Protocol, Endpoint }) => ({
        arn: subscriptionArn(arn, Protocol, Endpoint),
        protocol: Protocol,
        endpoint: Endpoint,
        raw: false,
        deadLetterArn: undefined,
      }));
      const made: Topic = {
        arn,
        displayName: properties.DisplayName,
        kmsKey: properties.KmsMasterKeyId,
        policy: defaultPolicy(arn, account),
        subscriptions,
      };
      topics.add(made);
      return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
    },
  });

  const subscription = resourceType({
    type: 'AWS::SNS::Subscription',
    properties: subscriptionProperties,
    inert: [],
    async create({ properties }) {
      const { TopicArn, Protocol: protocol, Endpoint: endpoint } = properties;
      const made: Subscription = {
        arn: subscriptionArn(TopicArn, protocol, endpoint),
        protocol,
        endpoint,
        raw: properties.RawMessageDelivery,
        deadLetterArn: properties.RedrivePolicy?.deadLetterTargetArn,
      };
      topics.find(TopicArn).subscriptions.push(made);
      return { ref: made.arn, attributes: { Arn: made.arn } };
    },
  });

  const topicPolicy = resourceType({
    type: 'AWS::SNS::TopicPolicy',
    properties: z.strictObject({ PolicyDocument: resourcePolicy, Topics: z.array(z.string()) }),
    inert: [],
    async create({ properties, physicalName }) {
      for (const arn of properties.Topics) topics.find(arn).policy = properties.PolicyDocument;
      return { ref: physicalName, attributes: { Id: physicalName } };
    },
  });

  return [topic, subscription, topicPolicy];
}

/** The topic's ARN and a UUID, the same at every start. */
function subscriptionArn(topicArn: string, protocol: string, endpoint: string): string {
  const hex = createHash('sha256').update(`${topicArn} ${protocol} ${endpoint}`).digest('hex');
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  return `${topicArn}:${uuid}`;
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html: the owner only. */
function defaultPolicy(topicArn: string, account: string): PolicyDocument {
  return {
    Version: '2008-10-17',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: [
          'SNS:GetTopicAttributes',
          'SNS:SetTopicAttributes',
          'SNS:AddPermission',
          'SNS:RemovePermission',
          'SNS:DeleteTopic',
          'SNS:Subscribe',
          'SNS:ListSubscriptionsByTopic',
          'SNS:Publish',
        ],
        Resource: topicArn,
      },
    ],
  };
}
