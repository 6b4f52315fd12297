/** Reaches people: one of them is enough, and none is tried again. */
import type { ContactAddress } from '#domain/line/line.ts';
import { type Senders, sendTo } from '../line/contacts.ts';
import { log } from '../log.ts';
import type { Words } from './words.ts';

/** Nobody could be told. What the senders said is left out: it may quote a number. */
export class NobodyTold extends Error {
  constructor() {
    super('no contact could be reached');
    this.name = 'NobodyTold';
  }
}

export interface ToTell {
  readonly words: Words;
  /** An id for the log. */
  readonly about: string;
  /** The same whenever the same is told again. */
  readonly key: string;
}

/**
 * Sends to every contact. One that is reached is enough: were the others tried again, that one would hear it each time.
 * @throws NobodyTold
 */
export async function reach(
  senders: Senders,
  contacts: readonly ContactAddress[],
  { words, about, key }: ToTell,
): Promise<void> {
  if (contacts.length === 0) return log({ code: 'message-impossible', about, why: 'no-contact' });
  let reached = 0;
  for (const contact of contacts) {
    const { kind } = contact;
    try {
      await sendTo(senders, contact, { words, key });
      reached++;
      log({ code: 'message-sent', about, kind });
    } catch (error) {
      log({ code: 'message-not-sent', about, kind, error });
    }
  }
  if (reached === 0) throw new NobodyTold();
}
