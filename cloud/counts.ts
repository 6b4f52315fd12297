/** How much there is of everything in the running system, asked at its AWS endpoint and its inbox. */
import { DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb';
import { paginateListExecutions, paginateListStateMachines, SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ADMINISTRATOR } from '#demo/seed.ts';
import { listFunctions } from './functions.ts';
import { parseLogLine } from './log-line.ts';
import { LogReader, logPath } from './log-reader.ts';
import { readMessages } from './messages.ts';
import { readable } from './names.ts';
import type { Running } from './running.ts';

export interface Counts {
  /** By state machine, then by status. */
  readonly executions: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Items by table. */
  readonly tables: Readonly<Record<string, number>>;
  /** By short name, as far back as the logs go. */
  readonly functions: Readonly<Record<string, { readonly calls: number; readonly errors: number }>>;
  /** Messages by queue, those included that somebody just works on. */
  readonly queues: Readonly<Record<string, number>>;
  /** By kind. */
  readonly messages: Readonly<Record<string, number>>;
}

export async function countAll(system: Running): Promise<Counts> {
  const { endpoint } = system;
  const [executions, tables, functions, queues, messages] = await Promise.all([
    countExecutions(endpoint),
    countItems(endpoint),
    countCalls(system),
    countQueued(endpoint),
    countMessages(system.inbox),
  ]);
  return { executions, tables, functions, queues, messages };
}

async function countExecutions(endpoint: string): Promise<Counts['executions']> {
  const client = new SFNClient({ ...ADMINISTRATOR, endpoint });
  const found: Record<string, Record<string, number>> = {};
  for await (const { stateMachines = [] } of paginateListStateMachines({ client }, {}))
    for (const { stateMachineArn, name = '' } of stateMachines) {
      const statuses: string[] = [];
      for await (const page of paginateListExecutions(
        { client, pageSize: 1000 },
        { stateMachineArn },
      ))
        statuses.push(...(page.executions ?? []).flatMap(({ status }) => status ?? []));
      found[readable(name)] = tally(statuses);
    }
  client.destroy();
  return found;
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

async function countItems(endpoint: string): Promise<Counts['tables']> {
  const client = new DynamoDBClient({ ...ADMINISTRATOR, endpoint });
  const found: Record<string, number> = {};
  for await (const { TableNames = [] } of paginateListTables({ client }, {}))
    for (const TableName of TableNames) {
      let items = 0;
      for await (const page of paginateScan({ client }, { TableName, Select: 'COUNT' }))
        items += page.Count ?? 0;
      found[readable(TableName)] = items;
    }
  client.destroy();
  return found;
}

async function countCalls({ endpoint, folder }: Running): Promise<Counts['functions']> {
  const functions = await listFunctions(endpoint);
  const counted = functions.map(async ({ shortName, functionName }) => {
    const lines = await new LogReader(logPath(folder, functionName)).read();
    const reports = lines.flatMap((line) => parseLogLine(line).report ?? []);
    const errors = reports.filter(({ status }) => status !== 'success').length;
    return [shortName, { calls: reports.length, errors }] as const;
  });
  return Object.fromEntries(await Promise.all(counted));
}

async function countQueued(endpoint: string): Promise<Counts['queues']> {
  const client = new SQSClient({ ...ADMINISTRATOR, endpoint });
  const found: Record<string, number> = {};
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  for (const QueueUrl of QueueUrls) {
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
    const { Attributes = {} } = await client.send(command);
    const name = readable(QueueUrl.split('/').at(-1) ?? '');
    found[name] = Object.entries(Attributes)
      .filter(([attribute]) => attribute.startsWith('ApproximateNumberOfMessages'))
      .reduce((sum, [, count]) => sum + Number(count), 0);
  }
  client.destroy();
  return found;
}

async function countMessages(inbox: string): Promise<Counts['messages']> {
  const kinds: string[] = [];
  for await (const { kind } of readMessages(inbox, {})) kinds.push(kind);
  return tally(kinds);
}
