/** Ways to reach the people of an account other than the line that is in question. */
import type { Contact, Line } from '#domain/line/line.ts';
import { DAY } from '#domain/wipe/settings.ts';
import type { Mail } from '../aws/mail.ts';
import type { Sms } from '../aws/sms.ts';
import type { Words } from '../messages/texts.ts';

/** Every contact that is not the line itself: whoever holds the lost phone reads what is sent there. */
export function otherContacts(line: Line): Contact[] {
  const own = subscriberNumber(line.number);
  return line.contacts.filter(
    ({ kind, lineId, address }) =>
      lineId !== line.lineId && (kind === 'mail' || subscriberNumber(address) !== own),
  );
}

/** What is left of a number however it is written: its digits without the trunk's 0 or the country's 81. */
const subscriberNumber = (written: string) =>
  written.replace(/[^0-9]/g, '').replace(/^(?:(?:00)?81)?0?/, '');

/** How long a contact must have stood before a code goes there: whoever steals an account first changes it. */
const SETTLED = 7 * DAY;

/** Those that a code may go to, another line's SMS before a mailbox, which the lost phone may hold open. */
export function contactsForCode(line: Line, now: number): Contact[] {
  const settled = otherContacts(line).filter(({ changedAt }) => changedAt <= now - SETTLED);
  return [
    ...settled.filter(({ kind }) => kind === 'sms'),
    ...settled.filter(({ kind }) => kind === 'mail'),
  ];
}

export interface Senders {
  readonly mail: Mail;
  readonly sms: Sms;
}

export async function sendTo(
  { mail, sms }: Senders,
  { kind, address }: Contact,
  words: Words,
): Promise<void> {
  if (kind === 'mail') await mail.send(address, words);
  else await sms.send(address, `${words.subject}\n${words.text}`);
}
