/** Workflow task: announces the end of a wipe, for the message that settles it. */
import { SNSClient } from '@aws-sdk/client-sns';
import { isSettled } from '#domain/wipe/due.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type Announcements, announcementsTo } from './messages/announcement.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { NoSuchWipe, Task } from './workflow/task.ts';

interface Dependencies {
  readonly wipes: Pick<Wipes, 'read'>;
  readonly announcements: Announcements;
}

export const tellAccountHolder =
  ({ wipes, announcements }: Dependencies) =>
  async (event: unknown): Promise<void> => {
    const key = Task.parse(event);
    const wipe = await wipes.read(key);
    if (wipe === undefined) throw new NoSuchWipe();
    if (!hasEnded(wipe.state) || isSettled(wipe)) return;
    const { state, events } = wipe;
    await announcements.publish({ v: 1, about: 'wipe', ...key, state, events: events.length });
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('tell-account-holder');
  return {
    wipes: wipesIn(dynamo(), environment.WIPES_TABLE),
    announcements: announcementsTo(new SNSClient({}), environment.MESSAGES_TOPIC),
  };
};

export const handler = tellAccountHolder(dependencies());
