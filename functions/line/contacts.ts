/** Ways to reach the people of an account other than the line that is in question. */
import type { Contact, ContactAddress, Line } from '#domain/line/line.ts';
import { DAY } from '#domain/wipe/settings.ts';
import type { Mail } from '../aws/mail.ts';
import type { Sms } from '../aws/sms.ts';
import type { Words } from '../messages/words.ts';

/** How long a contact must have stood before it alone is believed: whoever steals an account first changes it. */
const SETTLED = 7 * DAY;

/** Whoever holds the lost phone reads what is sent to its line. */
const isOther = (line: Line, { kind, lineId, address }: ContactAddress) =>
  lineId !== line.lineId &&
  (kind === 'mail' || subscriberNumber(address) !== subscriberNumber(line.number));

/** What is left of a number however it is written: its digits without the trunk's 0 or the country's 81. */
const subscriberNumber = (written: string) =>
  written.replace(/[^0-9]/g, '').replace(/^(?:(?:00)?81)?0?/, '');

const isSettled = ({ changedAt }: Contact, now: number) => changedAt <= now - SETTLED;

/** Somebody who is told. */
export interface Recipient {
  readonly contact: ContactAddress;
  /** For seven days at least, or until it was changed within them: no thief has put it there since the phone was lost. */
  readonly hasStood: boolean;
}

/**
 * Where news of the line go: every contact that is not the line itself, and beside one that changed in the last seven
 * days also what it was before, so that no thief gets the news alone. Each address once.
 */
export function contactsToTell(line: Line, now: number): Recipient[] {
  const all = line.contacts.flatMap((each): Recipient[] => {
    const { kind, address, lineId, previous } = each;
    const contact = { kind, address, ...(lineId !== undefined && { lineId }) };
    if (isSettled(each, now)) return [{ contact, hasStood: true }];
    const present = { contact, hasStood: false };
    return previous ? [present, { contact: previous, hasStood: true }] : [present];
  });
  const byName = new Map<string, Recipient>();
  for (const { contact, hasStood } of all.filter((each) => isOther(line, each.contact))) {
    const name = contact.kind === 'mail' ? contact.address : subscriberNumber(contact.address);
    const known = byName.get(name);
    byName.set(
      name,
      known ? { ...known, hasStood: known.hasStood || hasStood } : { contact, hasStood },
    );
  }
  return [...byName.values()];
}

/** Those that a code may go to, another line's SMS before a mailbox, which the lost phone may hold open. */
export function contactsForCode(line: Line, now: number): Contact[] {
  const settled = line.contacts.filter(
    (contact) => isOther(line, contact) && isSettled(contact, now),
  );
  return [
    ...settled.filter(({ kind }) => kind === 'sms'),
    ...settled.filter(({ kind }) => kind === 'mail'),
  ];
}

export interface Senders {
  readonly mail: Mail;
  readonly sms: Sms;
}

/** `key` is the same whenever the same is sent again. */
export async function sendTo(
  { mail, sms }: Senders,
  { kind, address }: ContactAddress,
  { words, key }: { readonly words: Words; readonly key?: string },
): Promise<void> {
  if (kind === 'mail') await mail.send(address, words, key);
  else await sms.send(address, `${words.subject}\n${words.text}`, key);
}
