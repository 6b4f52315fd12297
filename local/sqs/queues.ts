/** How parts of the local cloud put a message on a queue; the SQS part implements it. */
import type { Caller } from '../iam/caller.ts';

export interface Queues {
  /** @throws AwsError `AccessDeniedException`, `AWS.SimpleQueueService.NonExistentQueue`. */
  send(message: {
    readonly queueArn: string;
    readonly body: string;
    readonly attributes?: Readonly<Record<string, string>>;
    readonly caller: Caller;
  }): Promise<void>;
}
