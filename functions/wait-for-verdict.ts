/** Workflow task: a command may be acting; the workflow waits for the handset's word, or ends the wait. */
import { annotate } from '#domain/wipe/advance.ts';
import { lapse } from '#domain/wipe/lapse.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { WipeMovedOn } from './workflow/execution.ts';
import { CallbackTask, NoSuchWipe } from './workflow/task.ts';

interface Dependencies {
  readonly wipes: Pick<Wipes, 'change'>;
  readonly now: () => number;
  /** Milliseconds. */
  readonly verdictTime: number;
}

/** @throws WipeMovedOn when the wipe has ended, also where its time has just run out here. */
export const waitForVerdict =
  ({ wipes, now, verdictTime }: Dependencies) =>
  async (event: unknown): Promise<void> => {
    const { token, ...key } = CallbackTask.parse(event);

    const wipe = await wipes.change(key, (before) => {
      const present = lapse(before, { now: now(), verdictTime });
      if (hasEnded(present.state)) return present;
      return annotate(present, now(), { callback: { task: 'verdict', token } });
    });

    if (wipe === undefined) throw new NoSuchWipe();
    if (hasEnded(wipe.state)) throw new WipeMovedOn(wipe.wipeId);
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('wait-for-verdict');
  return {
    wipes: wipesIn(dynamo(), environment.WIPES_TABLE),
    now: Date.now,
    verdictTime: environment.VERDICT_SECONDS * SECOND,
  };
};

export const handler = waitForVerdict(dependencies());
