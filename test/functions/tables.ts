/** The four tables on a real DynamoDB emulator in this process, behind the stores that functions use. */
import { once } from 'node:events';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import type {
  AccountLimits,
  ClerkLimits,
  OperatorLimits,
  SearchLimits,
  TotalLimits,
} from '#domain/governor/limits.ts';
import type { Enrolment } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import { DAY } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { LISTED_ATTRIBUTES } from '#functions/contract/wipe-row.ts';
import { countsIn } from '#functions/store/counts.ts';
import { enrolmentsIn } from '#functions/store/enrolments.ts';
import { lineHistoryIn } from '#functions/store/line-history.ts';
import { linesIn } from '#functions/store/lines.ts';
import { standingIn } from '#functions/store/standing.ts';
import { type DispatchSwitch, switchIn } from '#functions/store/switch.ts';
import { wipeListsIn } from '#functions/store/wipe-lists.ts';
import { wipesIn } from '#functions/store/wipes.ts';
import { NOW } from '#test/domain/builders.ts';

/** The governor's limits as they are deployed where nobody sets others. */
export const LIMITS: Limits = {
  clerkLimits: { clerkHour: 20, clerkSoftHour: 3, shopDay: 60, clerkRequestsHour: 100 },
  accountLimits: { accountDay: 5, businessHour: 10 },
  operatorLimits: { operatorHour: 20 },
  searchLimits: { clerkSearchesHour: 200 },
  totalLimits: { total5Minutes: 50, totalHour: 300, totalDay: 2000 },
};

export interface Limits {
  readonly clerkLimits: ClerkLimits;
  readonly accountLimits: AccountLimits;
  readonly operatorLimits: OperatorLimits;
  readonly searchLimits: SearchLimits;
  readonly totalLimits: TotalLimits;
}

interface Shape {
  readonly key: readonly string[];
  readonly indexes?: Readonly<Record<string, readonly string[]>>;
}

/** Partition and sort keys, as `lib/tables.ts` deploys them. */
const SHAPES: Readonly<Record<string, Shape>> = {
  Lines: { key: ['lineId'], indexes: { byAccount: ['account', 'lineId'], byNumber: ['number'] } },
  Enrolments: { key: ['enrolmentId'], indexes: { byHandset: ['handsetId', 'enrolledAt'] } },
  Wipes: {
    key: ['enrolmentId', 'attempt'],
    indexes: {
      open: ['openShard', 'nextActionAt'],
      queued: ['queue', 'requestedAt'],
      held: ['openShard', 'heldSince'],
      approvals: ['approvalDesk', 'decideBy'],
      byMonth: ['month', 'requestedAt'],
      ofLine: ['lineId', 'requestedAt'],
      byLine: ['lineOwner', 'requestedAt'],
    },
  },
  Governor: { key: ['scope', 'window'] },
};
/** What indexes carry beside their keys. */
const CARRIED: Readonly<Record<string, readonly string[]>> = { byMonth: LISTED_ATTRIBUTES };
const NUMBERS = ['attempt', 'nextActionAt', 'requestedAt', 'enrolledAt', 'decideBy', 'heldSince'];

const keySchema = (names: readonly string[]) =>
  names.map((AttributeName, index) => ({
    AttributeName,
    KeyType: index === 0 ? ('HASH' as const) : ('RANGE' as const),
  }));

const projection = (carried: readonly string[] | undefined) =>
  carried
    ? { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...carried] }
    : { ProjectionType: 'KEYS_ONLY' as const };

function tableOf(TableName: string, { key, indexes = {} }: Shape): CreateTableCommand {
  const names = new Set([...key, ...Object.values(indexes).flat()]);
  const secondary = Object.entries(indexes).map(([IndexName, index]) => ({
    IndexName,
    KeySchema: keySchema(index),
    Projection: projection(CARRIED[IndexName]),
  }));
  return new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(key),
    AttributeDefinitions: [...names].map((AttributeName) => ({
      AttributeName,
      AttributeType: NUMBERS.includes(AttributeName) ? 'N' : 'S',
    })),
    ...(secondary.length > 0 && { GlobalSecondaryIndexes: secondary }),
  });
}

/** Starts the tables, empty. */
export async function startTables() {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const client = new DynamoDBClient({ endpoint: `http://127.0.0.1:${address.port}` });
  for (const [name, shape] of Object.entries(SHAPES)) await client.send(tableOf(name, shape));
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const put = (TableName: string, Item: object) =>
    documents.send(new PutCommand({ TableName, Item }));
  const stored = wipesIn(documents, 'Wipes');
  const wipes = {
    ...stored,
    /** Kept for seven years, where a test does not care. */
    put: (wipe: Wipe, retention = 7 * 366 * DAY) => stored.put(wipe, retention),
  };
  const dispatchSwitch = switchIn(documents, 'Governor');
  return {
    client: documents,
    lines: linesIn(documents, 'Lines'),
    enrolments: enrolmentsIn(documents, 'Enrolments'),
    wipes,
    lineHistory: lineHistoryIn(documents, 'Wipes'),
    counts: countsIn(documents, 'Governor'),
    standing: standingIn(documents, 'Governor'),
    ...LIMITS,
    dispatchSwitch,
    lists: wipeListsIn(documents, 'Wipes'),

    /** Writes lines and enrolments as they come, and wipes as new. */
    async given({ lines = [], enrolments = [], wipes: given = [] }: Given): Promise<void> {
      for (const line of lines) await put('Lines', line);
      for (const enrolment of enrolments) await put('Enrolments', enrolment);
      for (const wipe of given) await wipes.put(wipe);
    },

    /** Pauses, or resumes by two people. */
    async pause(paused: boolean, now = NOW): Promise<void> {
      const act = { reason: 'test', now };
      if (paused) await dispatchSwitch.pause({ ...act, person: 'ops-1' });
      else await byTwo(dispatchSwitch.proposeResume, dispatchSwitch.confirmResume, act);
    },

    /** Withdraws by two people what was asked for until `now`. */
    withdraw: (now = NOW) =>
      byTwo(dispatchSwitch.proposeWithdrawal, dispatchSwitch.confirmWithdrawal, {
        reason: 'test',
        now,
      }),

    /** The item as it is stored. */
    async item(TableName: string, Key: object): Promise<Record<string, unknown> | undefined> {
      const got = await documents.send(
        new GetCommand({ TableName, Key: { ...Key }, ConsistentRead: true }),
      );
      return got.Item;
    },

    async stop(): Promise<void> {
      client.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Act = Parameters<DispatchSwitch['pause']>[0];
type Confirmation = Act & { readonly n: number };

/** One person proposes and another confirms; nothing where there is nothing to propose. */
async function byTwo(
  propose: (act: Act) => ReturnType<DispatchSwitch['pause' | 'proposeResume']>,
  confirm: (act: Confirmation) => Promise<unknown>,
  act: Omit<Act, 'person'>,
): Promise<void> {
  const proposed = await propose({ ...act, person: 'ops-1' });
  if ('entry' in proposed) await confirm({ ...act, person: 'ops-2', n: proposed.entry.n });
}

interface Given {
  readonly lines?: readonly Line[];
  readonly enrolments?: readonly Enrolment[];
  readonly wipes?: readonly Wipe[];
}

export type Tables = Awaited<ReturnType<typeof startTables>>;
