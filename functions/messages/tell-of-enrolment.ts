/** Tells a line's owner what became of one of its handsets. */
import { contactsToTell, type Senders } from '../line/contacts.ts';
import { log } from '../log.ts';
import type { Lines } from '../store/lines.ts';
import { type Delivered, keyOf } from './announcement.ts';
import { reach } from './reach.ts';
import { wordsOfEnrolment } from './texts/enrolment.ts';

export interface EnrolmentTelling extends Senders {
  readonly lines: Pick<Lines, 'read'>;
  readonly now: () => number;
}

/** @throws NobodyTold */
export async function tellOfEnrolment(
  deps: EnrolmentTelling,
  { announcement, messageId }: Delivered<'enrolment'>,
): Promise<void> {
  const { lineId, event, enrolmentId } = announcement;
  const line = await deps.lines.read(lineId);
  if (line?.account === undefined) return;
  // What becomes of a handset is told to whom it belonged: the line may have another owner by now.
  const enrolment = line.enrolments.find((entry) => entry.enrolmentId === enrolmentId);
  if (event !== 'enrolled' && enrolment?.account !== line.account)
    return log({ code: 'message-impossible', about: enrolmentId, why: 'owner-changed' });
  const words = wordsOfEnrolment(event, line.language);
  await reach(deps, contactsToTell(line, deps.now()), {
    words,
    about: enrolmentId,
    key: keyOf(announcement, messageId),
  });
}

/** Tells a line's owner that somebody tried to guess its code. @throws NobodyTold */
export async function tellOfGuessing(
  deps: EnrolmentTelling,
  { announcement, messageId }: Delivered<'guessing'>,
): Promise<void> {
  const { lineId } = announcement;
  const line = await deps.lines.read(lineId);
  if (line?.account === undefined) return;
  const words = wordsOfEnrolment('code-guessed', line.language);
  await reach(deps, contactsToTell(line, deps.now()), {
    words,
    about: lineId,
    key: keyOf(announcement, messageId),
  });
}
