/** Reaches people: one of them is enough, where it is one that has stood. */
import { type Recipient, type Senders, sendTo } from '../line/contacts.ts';
import { log } from '../log.ts';
import type { Words } from './words.ts';

/** Nobody could be told who has to be. What the senders said is left out: it may quote a number. */
export class NobodyTold extends Error {
  constructor() {
    super('no contact that has stood could be reached');
    this.name = 'NobodyTold';
  }
}

interface ToTell {
  readonly words: Words;
  /** An id for the log. */
  readonly about: string;
  /** The same whenever the same is told again. */
  readonly key: string;
}

/**
 * Sends to everybody. One that is reached is enough: were the others tried again, that one would hear it each time. But
 * where some have stood it is one of those: whoever stole the account, and broke the one way to its owner, put a contact
 * of their own beside it. @throws NobodyTold
 */
export async function reach(
  senders: Senders,
  recipients: readonly Recipient[],
  { words, about, key }: ToTell,
): Promise<void> {
  if (recipients.length === 0) return log({ code: 'message-impossible', about, why: 'no-contact' });
  const reached: Recipient[] = [];
  for (const recipient of recipients) {
    const { kind } = recipient.contact;
    try {
      await sendTo(senders, recipient.contact, { words, key });
      reached.push(recipient);
      log({ code: 'message-sent', about, kind });
    } catch (error) {
      log({ code: 'message-not-sent', about, kind, error });
    }
  }
  const stood = recipients.filter(({ hasStood }) => hasStood);
  const enough = stood.length > 0 ? stood : recipients;
  if (!enough.some((recipient) => reached.includes(recipient))) throw new NobodyTold();
}
