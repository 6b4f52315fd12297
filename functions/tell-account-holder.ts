/** Workflow task: takes what never reached a handset off the counts, sets locks right, and announces the end. */
import { SNSClient } from '@aws-sdk/client-sns';
import { afterErasure } from '#domain/line/locks.ts';
import { isSettled } from '#domain/wipe/due.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import { untold } from '#domain/wipe/tell.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type LeaveSources, leaveCounts } from './governor/leave.ts';
import { type Announcements, announcementOf, announcementsTo } from './messages/announcement.ts';
import { countsIn } from './store/counts.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { NoSuchWipe, Task } from './workflow/task.ts';

interface Dependencies extends LeaveSources {
  readonly lines: Pick<Lines, 'owned' | 'change'>;
  readonly wipes: Pick<Wipes, 'read' | 'change'>;
  readonly announcements: Announcements;
}

export const tellAccountHolder =
  (deps: Dependencies) =>
  async (event: unknown): Promise<void> => {
    const { lines, wipes, announcements } = deps;
    const key = Task.parse(event);
    const wipe = await wipes.read(key);
    if (wipe === undefined) throw new NoSuchWipe();
    if (!hasEnded(wipe.state) || isSettled(wipe)) return;
    await leaveCounts(deps, wipe);
    if (wipe.state === 'erased') await setLocksRight(lines, wipe);
    for (const message of untold(wipe))
      if (message.event === 'ended') await announcements.publish(announcementOf(wipe, message));
  };

/** Before people are told, who may look at once. Run again, it finds nothing to do. */
async function setLocksRight({ owned, change }: Dependencies['lines'], wipe: Wipe): Promise<void> {
  const line = await owned(wipe.lineId, wipe.account);
  if (line === undefined || afterErasure(line, wipe) === line) return;
  await change(wipe.lineId, (present) => ({
    store: afterErasure(present, wipe),
    answer: undefined,
  }));
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('tell-account-holder');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    counts: countsIn(client, environment.GOVERNOR_TABLE),
    now: Date.now,
    announcements: announcementsTo(new SNSClient({}), environment.MESSAGES_TOPIC),
  };
};

export const handler = tellAccountHolder(dependencies());
