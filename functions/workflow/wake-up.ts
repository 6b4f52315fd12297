/** The wake-up ladder: a notice over MQTT and push at once, SMS from the second rung on. None carries authority. */
import type { Enrolment } from '#domain/line/enrolment.ts';
import { internationalNumber, type Line } from '#domain/line/line.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { HandsetTopics } from '../aws/handset-topics.ts';
import type { Push } from '../aws/push.ts';
import type { Sms } from '../aws/sms.ts';
import type { LogCode } from '../contract/log-catalogue.ts';
import { log } from '../log.ts';
import { WAKE_UP_SMS } from '../messages/texts/handset.ts';

export interface WakeUpChannels {
  readonly topics: Pick<HandsetTopics, 'notice'>;
  readonly push: Pick<Push, 'wake'>;
  /** Left out where only the first rung is sent. */
  readonly sms?: Sms;
}

export interface Woken {
  readonly wipe: Wipe;
  readonly enrolment: Enrolment;
  readonly line: Line;
}

/** Sends the rung that `wipe.notices` counts. What cannot be sent is logged; the next rung comes anyway. */
export async function wakeUp(
  { topics, push, sms }: WakeUpChannels,
  { wipe, enrolment, line }: Woken,
): Promise<void> {
  const { wipeId, enrolmentId, notices } = wipe;
  const attempt = (code: LogCode, sending: Promise<void>) =>
    sending.catch((error: unknown) => log({ code, wipeId, error }));

  const rungs = [attempt('notice-not-sent', topics.notice(enrolmentId))];
  if (enrolment.pushEndpoint !== undefined)
    rungs.push(attempt('wake-up-not-sent', push.wake(enrolment.pushEndpoint)));
  // Once another handset is on the line, its SMS would wake that one.
  const reachesBySms = line.enrolments.at(-1)?.enrolmentId === enrolmentId;
  if (sms && notices > 1 && reachesBySms)
    rungs.push(
      attempt('wake-up-not-sent', sms.send(internationalNumber(line.number), WAKE_UP_SMS)),
    );
  await Promise.all(rungs);
}
