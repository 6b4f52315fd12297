/** The SQS part: standard queues, kept on disk. FIFO queues are refused by name. */
import { answerJson } from '../aws/json-operations.ts';
import { protocolOf } from '../endpoint/protocol.ts';
import type { CloudContext, Part } from '../part.ts';
import { sqsOperations } from './operations.ts';
import { answerQueryProtocol } from './query-protocol.ts';
import { QueueDirectory, type RequireKeyUse } from './queue-directory.ts';
import type { Queues } from './queues.ts';
import { sqsResources } from './resources.ts';
import { sendMessage } from './sending.ts';

export interface SqsOptions {
  /** The AWS endpoint that queue URLs lead to, once it is known. Without it they have AWS's own host. */
  readonly endpointUrl?: () => string;
  /** The KMS part's `requireUse`, for queues under a customer-managed key. */
  readonly requireKeyUse?: RequireKeyUse;
}

export function createSqs(context: CloudContext, options: SqsOptions = {}): Part & Queues {
  const directory = new QueueDirectory({
    ...context,
    endpointUrl: options.endpointUrl ?? (() => `https://sqs.${context.region}.amazonaws.com`),
    requireKeyUse: options.requireKeyUse,
  });
  const operations = sqsOperations(context, directory);
  return {
    name: 'sqs',
    signingNames: ['sqs'],
    resources: sqsResources(context, directory),
    handle: (call) =>
      protocolOf(call) === 'query'
        ? answerQueryProtocol(operations, call)
        : answerJson(operations, call),
    async send({ queueArn, body, attributes = {}, caller }) {
      const typed = Object.entries(attributes).map(
        ([name, value]) =>
          [
            name,
            typeof value === 'string' ? { DataType: 'String', StringValue: value } : value,
          ] as const,
      );
      const sending = { body, attributes: Object.fromEntries(typed) };
      await sendMessage(directory, directory.byArn(queueArn), sending, caller);
    },
    async stop() {
      await Promise.all(directory.queues.map((queue) => queue.close()));
    },
  };
}
