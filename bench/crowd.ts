/** A crowd of handsets that is wiped in one run on a real system, from requests to settled wipes. */
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { filesOf } from '#demo/files.ts';
import { HandsetProcess } from '#demo/handset-process.ts';
import { FIRST_OF_MORE, lineIdOf, moreLines, numberOf } from '#demo/lines.ts';
import { ADMINISTRATOR, seed } from '#demo/seed.ts';
import { signIn } from '#demo/sign-in.ts';
import { Subscriber } from '#demo/subscriber.ts';
import { tableNameOf } from '#demo/table-name.ts';
import type { Whereabouts } from '#demo/welcome.ts';
import { inParallel } from '#functions/store/in-parallel.ts';
import { processorTime } from './process-figures.ts';
import { erasedAmong, untilNoneIsOpen } from './stored-wipes.ts';

/** Where the run happens. */
export interface Ground {
  readonly at: Whereabouts;
  /** The system's process. */
  readonly pid: number;
  /** Serial number of the first line that no earlier crowd had, from 0. */
  readonly firstLine: number;
  readonly folder: string;
}

export interface CrowdResult {
  /** Seconds from the first request until no wipe was open. */
  readonly seconds: number;
  /** Milliseconds from each request to its command, as the handset got it. */
  readonly toCommand: readonly number[];
  /** Handsets with a wipe that is stored as erased. */
  readonly erased: number;
  /** Files of the handsets that are still there. */
  readonly filesLeft: number;
  /** Processor milliseconds of the system's process, and of the handsets'. */
  readonly system: number;
  readonly handsets: number;
}

/** Requests at a time: a busy counter, far below what the API takes of one. */
const REQUESTERS = 8;
/**
 * Wipes that wait for their handset at a time. With no bound the figure would be that of a pile-up: a handset that has
 * no answer within ten seconds claims again.
 */
const MOST_UNDER_WAY = 64;
/** Milliseconds. */
const PATIENCE = 600_000;
/** Seconds that a handset stays connected after it was told that nothing waits: most are woken from sleep. */
const LINGER = 2;

/** Enrols `count` handsets, which is not measured, then wipes them. @throws when the run does not end. */
export async function wipeCrowd(ground: Ground, count: number): Promise<CrowdResult> {
  const { at, firstLine } = ground;
  const tables = DynamoDBDocumentClient.from(
    new DynamoDBClient({ ...ADMINISTRATOR, endpoint: at.endpoint }),
  );
  const first = FIRST_OF_MORE + firstLine;
  const lines = moreLines(firstLine + count, Date.now()).slice(firstLine);
  await seed(at.endpoint, lines);
  const folder = join(ground.folder, `crowd-${firstLine}`);
  const crowd = new HandsetProcess(at, {
    dir: join(folder, '{n}'),
    number: numberOf(first),
    count,
    flags: ['--no-enrol-again', '--linger', String(LINGER)],
  });
  try {
    await crowd.untilEvent('enrolled', count, PATIENCE);
    // Each claims once after it enrolled, then hangs up.
    await crowd.until(() => crowd.count('offline') >= crowd.count('online'), PATIENCE);
    return await measure(ground, { count, first, crowd, tables, folder });
  } finally {
    await crowd.stop();
    tables.destroy();
  }
}

interface Crowd {
  readonly count: number;
  readonly first: number;
  readonly crowd: HandsetProcess;
  readonly tables: DynamoDBDocumentClient;
  readonly folder: string;
}

async function measure(
  { at, pid }: Ground,
  { count, first, crowd, tables, folder }: Crowd,
): Promise<CrowdResult> {
  const subscriber = new Subscriber(at.api, await signIn(at.issuer, 'office'));
  const ids = new Set(Array.from({ length: count }, (_, index) => lineIdOf(first + index)));
  const targets = (await subscriber.lines()).filter(({ lineId }) => ids.has(lineId));
  const folders = Array.from({ length: count }, (_, index) => join(folder, `${index + 1}`));
  const before = await Promise.all(folders.map((dir) => filesOf(dir)));
  const wipesTable = await tableNameOf(tables, 'WipesTable');
  const handsets = crowd.pid ?? 0;
  const spent = { system: processorTime(pid), handsets: processorTime(handsets) };

  const asked = new Map<string, number>();
  const enrolmentIds = new Set<string>();
  const began = performance.now();
  await inParallel(targets, REQUESTERS, async ({ lineId, number, handsets: shown }) => {
    const lastFour = number.slice(-4);
    const enrolmentId = shown[0]?.enrolmentId ?? '';
    await crowd.until(() => asked.size - crowd.count('erased') < MOST_UNDER_WAY, PATIENCE);
    enrolmentIds.add(enrolmentId);
    asked.set(lastFour, Date.now());
    await subscriber.requestWipe(lineId, { enrolmentId, lastFour, consents: [] });
  });
  await untilNoneIsOpen(tables, wipesTable, PATIENCE);
  const seconds = (performance.now() - began) / 1000;
  const system = processorTime(pid) - spent.system;

  const after = await Promise.all(folders.map((dir) => filesOf(dir)));
  const filesLeft = before.flatMap((files, index) =>
    files.filter((file) => after[index]?.includes(file)),
  ).length;
  return {
    seconds,
    toCommand: commandTimes(crowd, asked),
    erased: await erasedAmong(tables, wipesTable, enrolmentIds),
    filesLeft,
    system,
    handsets: processorTime(handsets) - spent.handsets,
  };
}

/** From each request to the first command that its handset got. */
function commandTimes(crowd: HandsetProcess, asked: ReadonlyMap<string, number>): number[] {
  const times = new Map<string, number>();
  for (const { event, handset, at } of crowd.events) {
    const from = asked.get(handset);
    if (event === 'command' && from !== undefined && !times.has(handset))
      times.set(handset, Date.parse(at) - from);
  }
  return [...times.values()];
}
