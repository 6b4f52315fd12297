/** Starting a wipe's execution, and answering the callback that an execution waits on. */
import {
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { log } from '../log.ts';
import type { Wipes } from '../store/wipes.ts';

/** The error by which a callback says that the wipe has ended; the workflow goes on to sealing. */
export const WIPE_MOVED_ON = 'WipeMovedOn';

/** Thrown by a task function that finds the wipe ended; its name is what the workflow catches. */
export class WipeMovedOn extends Error {
  constructor(wipeId: string) {
    super(wipeId);
    this.name = WIPE_MOVED_ON;
  }
}

/** The error by which the wait for an approval is left for another look at where the wipe is. */
export const NOTHING_TO_APPROVE = 'NothingToApprove';

/** Thrown by the task that asks for an approval where there is nothing to ask any more, and the wipe goes on. */
export class NothingToApprove extends Error {
  constructor(wipeId: string) {
    super(wipeId);
    this.name = NOTHING_TO_APPROVE;
  }
}

const named = (error: unknown, ...names: string[]) =>
  error instanceof Error && names.includes(error.name);

/** The name of a wipe's run: AWS keeps it taken for 90 days. */
export const executionNameOf = ({ wipeId, run }: Pick<Wipe, 'wipeId' | 'run'>) =>
  `${wipeId}-${run}`;

export function executionsOf(client: SFNClient, stateMachineArn: string) {
  return {
    /**
     * Starts the wipe's present run. A run that exists already is what was wanted.
     * @throws whatever the service throws otherwise.
     */
    async start(wipe: Wipe): Promise<void> {
      const { enrolmentId, attempt } = wipe;
      try {
        await client.send(
          new StartExecutionCommand({
            stateMachineArn,
            name: executionNameOf(wipe),
            input: JSON.stringify({ enrolmentId, attempt }),
          }),
        );
      } catch (error) {
        if (!named(error, 'ExecutionAlreadyExists')) throw error;
      }
    },
  };
}

export type Executions = ReturnType<typeof executionsOf>;

type Callback = NonNullable<Wipe['callback']>;

/** What a callback is answered with: it goes on, or the wipe has ended. */
export type CallbackAnswer = 'go-on' | 'moved-on';

export function callbacksOf(client: SFNClient, wipes: Pick<Wipes, 'read'>) {
  const send = (token: string, answer: CallbackAnswer) =>
    answer === 'go-on'
      ? client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }))
      : client.send(new SendTaskFailureCommand({ taskToken: token, error: WIPE_MOVED_ON }));

  const answerNewest = async (wipe: Wipe, { token, task }: Callback, answer: CallbackAnswer) => {
    try {
      await send(token, answer);
    } catch (error) {
      if (!named(error, 'TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken')) throw error;
      const newer = (await wipes.read(wipe))?.callback;
      if (newer === undefined || newer.token === token) return;
      // A later task is not the one to go on from; but whatever waits moves on from a wipe that has ended.
      if (answer === 'moved-on' || newer.task === task) await send(newer.token, answer);
    }
  };

  return {
    /**
     * Answers the callback that the wipe waits on, where it waits on one. A token that was replaced meanwhile
     * is read again and the newer one answered. What cannot be answered now is found by the reconciler.
     */
    async answer(wipe: Wipe, answer: CallbackAnswer): Promise<void> {
      const { wipeId, callback } = wipe;
      if (callback === undefined) return;
      await answerNewest(wipe, callback, answer).catch((error: unknown) =>
        log({ code: 'callback-not-answered', wipeId, error }),
      );
    },
  };
}

export type Callbacks = ReturnType<typeof callbacksOf>;
