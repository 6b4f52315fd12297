/** The drill's look at the system through the AWS endpoint, as the developer's administrator. */
import {
  DescribeTableCommand,
  DynamoDBClient,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
import {
  ListExecutionsCommand,
  ListStateMachinesCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ADMINISTRATOR } from '#demo/seed.ts';
import { tableNameOf } from '#demo/table-name.ts';
import type { ExecutionSeen, Item, TableSeen } from './evidence.ts';

const WipeKey = z.looseObject({ enrolmentId: z.string(), attempt: z.int() });

export class AwsView {
  readonly #dynamo: DynamoDBDocumentClient;
  readonly #sfn: SFNClient;
  readonly #sqs: SQSClient;
  #machine: string | undefined;

  constructor(endpoint: string) {
    const config = { ...ADMINISTRATOR, endpoint };
    this.#dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(config));
    this.#sfn = new SFNClient(config);
    this.#sqs = new SQSClient(config);
  }

  /** Keys of the wipes that are not settled. */
  async openWipes(): Promise<z.infer<typeof WipeKey>[]> {
    const items = await this.#scan(await tableNameOf(this.#dynamo, 'WipesTable'), 'open');
    return items.map((item) => WipeKey.parse(item));
  }

  /** The version of each wipe, as a text that changes whenever one moves. */
  async versionsOfWipes(): Promise<string> {
    const items = await this.#scan(await tableNameOf(this.#dynamo, 'WipesTable'));
    return items.map(({ wipeId, version }) => `${wipeId}:${version}`).join(' ');
  }

  /** All items of a table. */
  async items(logicalId: string): Promise<Item[]> {
    return this.#scan(await tableNameOf(this.#dynamo, logicalId));
  }

  /** A table with all of its indexes, read as they are. */
  async tableSeen(logicalId: string): Promise<TableSeen> {
    const name = await tableNameOf(this.#dynamo, logicalId);
    const { Table } = await this.#dynamo.send(new DescribeTableCommand({ TableName: name }));
    const indexes = (Table?.GlobalSecondaryIndexes ?? []).map(async (index) => ({
      name: index.IndexName ?? '',
      key: namesOf(index.KeySchema),
      carries:
        index.Projection?.ProjectionType === 'ALL'
          ? ('all' as const)
          : (index.Projection?.NonKeyAttributes ?? []),
      items: await this.#scan(name, index.IndexName),
    }));
    return {
      name: logicalId,
      key: namesOf(Table?.KeySchema),
      items: await this.#scan(name),
      indexes: await Promise.all(indexes),
    };
  }

  async #scan(TableName: string, IndexName?: string): Promise<Item[]> {
    const found: Item[] = [];
    const pages = paginateScan(
      { client: this.#dynamo },
      { TableName, ...(IndexName !== undefined && { IndexName }) },
    );
    for await (const { Items = [] } of pages) found.push(...Items);
    return found;
  }

  /** How many executions run. */
  async openExecutions(): Promise<number> {
    const stateMachineArn = await this.#stateMachine();
    const { executions = [] } = await this.#sfn.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' }),
    );
    return executions.length;
  }

  /** Every execution with its whole history. */
  async executions(): Promise<ExecutionSeen[]> {
    const stateMachineArn = await this.#stateMachine();
    const seen: ExecutionSeen[] = [];
    for await (const page of paginateListExecutions({ client: this.#sfn }, { stateMachineArn }))
      for (const { executionArn, name = '', status = '' } of page.executions ?? [])
        seen.push({ name, status, history: await this.#history(executionArn) });
    return seen;
  }

  async #history(executionArn: string | undefined): Promise<ExecutionSeen['history']> {
    const events: { id: number; previous: number; type: string }[] = [];
    const pages = paginateGetExecutionHistory({ client: this.#sfn }, { executionArn });
    for await (const page of pages)
      for (const { id = 0, previousEventId = 0, type = '' } of page.events ?? [])
        events.push({ id, previous: previousEventId, type });
    return events;
  }

  async #stateMachine(): Promise<string> {
    if (this.#machine === undefined) {
      const { stateMachines = [] } = await this.#sfn.send(new ListStateMachinesCommand({}));
      this.#machine = stateMachines[0]?.stateMachineArn;
    }
    if (this.#machine === undefined) throw new Error('there is no state machine');
    return this.#machine;
  }

  /** What lies in every queue: all of them are for dead letters. */
  async deadLetters(): Promise<{ queue: string; body: string }[]> {
    const { QueueUrls = [] } = await this.#sqs.send(new ListQueuesCommand({}));
    const letters = QueueUrls.map(async (QueueUrl) => {
      const queue = QueueUrl.split('/').at(-1) ?? '';
      const { Messages = [] } = await this.#sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
      );
      return Messages.map(({ Body = '' }) => ({ queue, body: Body }));
    });
    return (await Promise.all(letters)).flat();
  }

  close(): void {
    this.#dynamo.destroy();
    this.#sfn.destroy();
    this.#sqs.destroy();
  }
}

const namesOf = (schema: readonly KeySchemaElement[] | undefined) =>
  (schema ?? []).flatMap(({ AttributeName }) => AttributeName ?? []);
