/** Tells what a wipe calls for, to whom it is meant for, and marks it once it was sent. */
import { annotate } from '#domain/wipe/advance.ts';
import { type Message, marked, type News, untold } from '#domain/wipe/tell.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { contactsToTell, type Senders } from '../line/contacts.ts';
import { log } from '../log.ts';
import type { Lines } from '../store/lines.ts';
import type { WipeKey, Wipes } from '../store/wipes.ts';
import { keyOfMessage } from './announcement.ts';
import { contestLink, type LinkSources } from './contest-link.ts';
import { reach } from './reach.ts';
import { type Staff, tellStaff } from './tell-staff.ts';
import { withLink, wordsOfWipe } from './texts/wipe.ts';

export interface WipeTelling extends Senders, LinkSources, Staff {
  readonly lines: Pick<Lines, 'read'>;
  readonly wipes: Pick<Wipes, 'read' | 'change'>;
}

/**
 * Announcements come late, twice and out of order: what is told is what the item calls for now, each thing once. Who
 * dies between sending and marking sends again. @throws NobodyTold
 */
export async function tellOfWipe(
  deps: WipeTelling,
  key: WipeKey,
  event: News['event'],
): Promise<void> {
  const wipe = await deps.wipes.read(key);
  const message = wipe && untold(wipe).find((each) => each.event === event);
  if (wipe === undefined || message === undefined) return;
  await send(deps, wipe, message);
  await deps.wipes.change(key, (present) => {
    const messages = marked(present, message);
    return messages === present.messages ? present : annotate(present, deps.now(), { messages });
  });
}

async function send(deps: WipeTelling, wipe: Wipe, message: Message): Promise<void> {
  const { wipeId: id } = wipe;
  const key = keyOfMessage(wipe, message);
  switch (message.to) {
    case 'owner':
      return tellOwner(deps, wipe, { event: message.event, key });
    case 'approvers':
      return tellStaff(deps, { event: message.event, id, key });
    case 'operations':
      return tellStaff(deps, { event: 'wipe-contested', id, key });
  }
}

type OwnerNews = Extract<News, { to: 'owner' }>['event'];

async function tellOwner(
  deps: WipeTelling,
  wipe: Wipe,
  { event, key }: { event: OwnerNews; key: string },
): Promise<void> {
  const { wipeId, language } = wipe;
  const line = await deps.lines.read(wipe.lineId);
  // Whoever owns the line by now need not be the one who asked: a new owner is told nothing.
  if (line?.account !== wipe.account)
    return log({ code: 'message-impossible', about: wipeId, why: 'owner-changed' });
  const recipients = contactsToTell(line, deps.now());
  const words = wordsOfWipe(event, wipe);
  if (words === undefined) return;
  const link = recipients.length > 0 ? await contestLink(deps, wipe) : '';
  await reach(deps, recipients, {
    words: withLink(words, language, link),
    about: wipeId,
    key,
  });
}
