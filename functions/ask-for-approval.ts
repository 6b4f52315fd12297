/** Workflow task: approvers are told that a wipe needs one of them; the workflow waits for their word, or its time ends. */
import { SNSClient } from '@aws-sdk/client-sns';
import { annotate } from '#domain/wipe/advance.ts';
import { isApproved } from '#domain/wipe/approval.ts';
import { lapse } from '#domain/wipe/lapse.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type Announcements, announce, announcementsTo } from './messages/announcement.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { NothingToApprove, WipeMovedOn } from './workflow/execution.ts';
import { CallbackTask, NoSuchWipe } from './workflow/task.ts';

interface Dependencies {
  readonly wipes: Pick<Wipes, 'change'>;
  readonly announcements: Announcements;
  readonly now: () => number;
}

const isOpen = (wipe: Wipe) => wipe.state === 'awaiting-approval' && !isApproved(wipe);

/**
 * @throws WipeMovedOn when the wipe has ended, also where its time has just run out here; NothingToApprove where it
 * was approved meanwhile, so that the workflow looks again where it is.
 */
export const askForApproval =
  ({ wipes, announcements, now }: Dependencies) =>
  async (event: unknown): Promise<void> => {
    const { token, ...key } = CallbackTask.parse(event);

    const wipe = await wipes.change(key, (before) => {
      if (!isOpen(before)) return before;
      const present = lapse(before, { now: now(), verdictTime: 0 });
      if (hasEnded(present.state)) return present;
      return annotate(present, now(), { callback: { task: 'approval', token } });
    });

    if (wipe === undefined) throw new NoSuchWipe();
    if (hasEnded(wipe.state)) throw new WipeMovedOn(wipe.wipeId);
    if (!isOpen(wipe)) throw new NothingToApprove(wipe.wipeId);
    await announce(announcements, wipe, 'approval-asked');
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('ask-for-approval');
  return {
    wipes: wipesIn(dynamo(), environment.WIPES_TABLE),
    announcements: announcementsTo(new SNSClient({}), environment.MESSAGES_TOPIC),
    now: Date.now,
  };
};

export const handler = askForApproval(dependencies());
