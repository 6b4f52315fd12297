/** The SNS part: topics from the template, SMS and push into the inbox. */
import { join } from 'node:path';
import { answerQuery } from '../aws/query-operations.ts';
import type { Functions } from '../functions.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { CloudContext, Part } from '../part.ts';
import type { RequireKeyUse } from '../sqs/queue-directory.ts';
import type { Queues } from '../sqs/queues.ts';
import { endpointOperations } from './endpoint-operations.ts';
import { PlatformEndpoints } from './platform-endpoints.ts';
import { snsResources } from './resources.ts';
import { Topics } from './topic.ts';
import { topicOperations } from './topic-operations.ts';

export interface SnsOptions {
  readonly functions: Functions;
  readonly queues: Queues;
  readonly inbox: Inbox;
  /** ARNs of platform applications (`arn:aws:sns:{region}:{account}:app/GCM/{name}`): CloudFormation has no such type. */
  readonly platformApplications?: readonly string[];
  /** The KMS part's `requireUse`, for topics under a customer-managed key. */
  readonly requireKeyUse?: RequireKeyUse;
}

export function createSns(context: CloudContext, options: SnsOptions): Part {
  const topics = new Topics();
  const endpoints = new PlatformEndpoints(join(context.dataDir, 'sns', 'endpoints.jsonl'));
  const { requireKeyUse, platformApplications = [] } = options;
  const operations = {
    ...topicOperations({ ...options, context, topics, endpoints, requireKeyUse }),
    ...endpointOperations(context.access, endpoints, platformApplications),
  };
  return {
    name: 'sns',
    signingNames: ['sns'],
    resources: snsResources(context, topics),
    handle: (call) => answerQuery(operations, call),
    stop: () => endpoints.close(),
  };
}
