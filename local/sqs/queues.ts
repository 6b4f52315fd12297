/** How parts of the local cloud put a message on a queue; the SQS part implements it. */
import type { Caller } from '../iam/caller.ts';
import type { MessageAttribute } from './message.ts';

export interface Queues {
  /** @throws AwsError `AccessDeniedException`, `AWS.SimpleQueueService.NonExistentQueue`. */
  send(message: {
    readonly queueArn: string;
    readonly body: string;
    /** A text alone is of the type `String`. */
    readonly attributes?: Readonly<Record<string, string | MessageAttribute>>;
    readonly caller: Caller;
  }): Promise<void>;
}
