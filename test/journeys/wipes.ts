/** Wipes of hand-held handsets, brought to where a test begins, and how a test sees where they end. */
import type { Wipe as WipeView } from '#demo/subscriber.ts';
import { until } from '#demo/until.ts';
import { isSettled } from '#domain/wipe/due.ts';
import { graceOfRun, REPAIR_GRACE } from '#domain/wipe/settings.ts';
import { STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { wordsOfEnd } from '#functions/messages/texts/end.ts';
import { wordsOfEnrolment } from '#functions/messages/texts/enrolment.ts';
import type { HandHeld, ReceivedCommand } from './hand-held.ts';
import { Hardware } from './hardware.ts';
import { type Stage, type TestLine, targetOf } from './stage.ts';

/**
 * Longer than a wipe whose end no workflow waited for is left to the reconciler, milliseconds; and so short that nothing
 * that is being told meanwhile is taken for lost.
 */
export const REPAIR_TIME = 2 * graceOfRun(1) + REPAIR_GRACE;

export interface Waiting {
  readonly line: TestLine;
  readonly hardware: Hardware;
  readonly handset: HandHeld;
  readonly wipeId: string;
}

export interface Issued extends Waiting {
  readonly command: ReceivedCommand;
}

/** Signs in as the owner of all test lines, which has to be done again when time was pushed on. */
export const owner = (stage: Stage) => stage.subscriber('office');

/** Asks for a wipe of the newest handset of a line. */
export async function request(
  stage: Stage,
  { lineId }: TestLine,
  more: { deadlineDays?: number } = {},
): Promise<WipeView> {
  const subscriber = await owner(stage);
  return subscriber.requestWipe(lineId, { ...(await targetOf(subscriber, lineId)), ...more });
}

/** A wipe that waits for its handset, which is connected and has its notice. */
export async function waiting(
  stage: Stage,
  more: { deadlineDays?: number } = {},
): Promise<Waiting> {
  const line = await stage.line();
  const hardware = new Hardware(stage, line);
  const handset = await hardware.enrol();
  const { wipeId } = await request(stage, line, more);
  await handset.notified();
  return { line, hardware, handset, wipeId };
}

/** A wipe in `issued`, with its command in the handset's hands. */
export async function issued(stage: Stage, more: { deadlineDays?: number } = {}): Promise<Issued> {
  const wipe = await waiting(stage, more);
  return { ...wipe, command: await wipe.handset.askForCommand() };
}

/** Waits for a state and answers the wipe as it is stored. */
export async function comesTo<State extends WipeState>(
  stage: Stage,
  wipeId: string,
  state: State,
): Promise<Extract<Wipe, { state: State }>> {
  const isThere = (wipe: Wipe): wipe is Extract<Wipe, { state: State }> => wipe.state === state;
  let seen: WipeState | undefined;
  const look = async () => {
    const wipe = await stage.administrator.wipe(wipeId);
    seen = wipe.state;
    return isThere(wipe) ? wipe : undefined;
  };
  return until(`${state}`, look).catch((error: unknown) => {
    throw new Error(`the wipe is still ${seen}, not ${state}`, { cause: error });
  });
}

/** Waits until a wipe is ended, sealed and told. */
export function comesToRest(stage: Stage, wipeId: string): Promise<Wipe> {
  return until('a wipe to be settled', async () => {
    const wipe = await stage.administrator.wipe(wipeId);
    return isSettled(wipe) ? wipe : undefined;
  });
}

/** Which ends of wipes the owner of a line was told of, in order. */
export const endsTold = (stage: Stage, line: TestLine) => told(stage, line, ENDS);

/** Which news of enrolments the owner of a line was told, in order. */
export const enrolmentsTold = (stage: Stage, line: TestLine) => told(stage, line, ENROLMENTS);

async function told<News>(
  stage: Stage,
  { mail }: TestLine,
  subjects: ReadonlyMap<string | undefined, News>,
): Promise<News[]> {
  const messages = await stage.messages(mail);
  return messages.flatMap(({ subject }) => subjects.get(subject) ?? []);
}

const ENDS = new Map(STATE_NAMES.map((state) => [wordsOfEnd(state, 'ja')?.subject, state]));
const ENROLMENTS = new Map(
  (['enrolled', 'enrolled-elsewhere', 'refused', 'code-guessed'] as const).map((news) => [
    wordsOfEnrolment(news, 'ja').subject,
    news,
  ]),
);
