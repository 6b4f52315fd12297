/** All queues of one cloud by name, URL and ARN, and the question whether a caller may use one. */
import { AwsError } from '../aws/error.ts';
import type { Access } from '../iam/access.ts';
import type { Caller } from '../iam/caller.ts';
import type { Queue } from './queue.ts';

/** The check of a customer-managed key behind a queue; the KMS part's `requireUse` fits. */
export type RequireKeyUse = (use: {
  readonly keyArn: string;
  readonly action: string;
  readonly caller: Caller;
  readonly context: Readonly<Record<string, string>>;
}) => void;

interface DirectoryOptions {
  readonly account: string;
  readonly region: string;
  readonly access: Access;
  /** The AWS endpoint that queue URLs lead to. */
  readonly endpointUrl: () => string;
  readonly requireKeyUse: RequireKeyUse | undefined;
}

export class QueueDirectory {
  readonly #queues = new Map<string, Queue>();
  readonly #options: DirectoryOptions;

  constructor(options: DirectoryOptions) {
    this.#options = options;
  }

  get queues(): readonly Queue[] {
    return [...this.#queues.values()];
  }

  add(queue: Queue): void {
    this.#queues.set(queue.settings.name, queue);
  }

  urlOf(name: string): string {
    return `${this.#options.endpointUrl()}/${this.#options.account}/${name}`;
  }

  /** @throws AwsError `AWS.SimpleQueueService.NonExistentQueue`. */
  byName(name: string): Queue {
    const queue = this.#queues.get(name);
    if (queue === undefined)
      throw new AwsError(
        'AWS.SimpleQueueService.NonExistentQueue',
        'The specified queue does not exist.',
      );
    return queue;
  }

  /** Only the path of a queue URL counts: ports differ from start to start. */
  byUrl(url: string): Queue {
    const [, account, name] = /^(?:https?:\/\/[^/]+)?\/(\d{12})\/([^/]+)$/.exec(url) ?? [];
    return this.byName(account === this.#options.account ? (name ?? '') : '');
  }

  byArn(arn: string): Queue {
    const { region, account } = this.#options;
    const prefix = `arn:aws:sqs:${region}:${account}:`;
    return this.byName(arn.startsWith(prefix) ? arn.slice(prefix.length) : '');
  }

  /** @throws AwsError `AccessDeniedException`. */
  require(queue: Queue, action: string, caller: Caller): void {
    this.#options.access.require({
      caller,
      action,
      resource: queue.settings.arn,
      ...(queue.policy && { resourcePolicy: queue.policy }),
    });
  }

  /**
   * What the caller also needs when the queue is under a customer-managed key:
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
   * @throws AwsError `AccessDeniedException`, `DisabledException`.
   */
  requireKey(queue: Queue, actions: readonly string[], caller: Caller): void {
    const { kmsKey, arn } = queue.settings;
    if (kmsKey === undefined || /(^|:)alias\/aws\/sqs$/.test(kmsKey)) return;
    const context = {
      'kms:ViaService': `sqs.${this.#options.region}.amazonaws.com`,
      'kms:EncryptionContext:aws:sqs:arn': arn,
    };
    for (const action of actions)
      this.#options.requireKeyUse?.({ keyArn: kmsKey, action, caller, context });
  }
}
