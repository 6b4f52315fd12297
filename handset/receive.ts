/** What a handset does with a message before it acknowledges it: look at it, and remember what has to be remembered. */
import { CommandAnswer, Notice, topics } from '#domain/protocol/envelope.ts';
import { spend } from './life.ts';
import type { Phone } from './phone.ts';
import { receiveCommand } from './receive-command.ts';

/** Resolves with whether to acknowledge. What rests on the message is on disk by then. One message after the other. */
export function receive(phone: Phone, topic: string, payload: Buffer): Promise<boolean> {
  const received = phone.receiving.then(() => dealWith(phone, topic, payload));
  phone.receiving = received.catch(() => undefined);
  return received;
}

async function dealWith(phone: Phone, topic: string, payload: Buffer): Promise<boolean> {
  if (phone.power.aborted) return false;
  const { life } = phone.store;
  if (life.state !== 'enrolled') return true;
  const message = parseJson(payload);
  if (topic === topics(life.enrolmentId).notice) return receiveNotice(phone, message);
  const answer = CommandAnswer.safeParse(message);
  if (!answer.success) phone.tell('unreadable');
  else if ('nothing' in answer.data) await receiveNothing(phone, answer.data.nothing);
  else return receiveCommand(phone, answer.data.jws);
  return true;
}

function receiveNotice(phone: Phone, message: unknown): boolean {
  if (Notice.safeParse(message).success) {
    phone.tell('notice');
    phone.wants.add('claim');
    phone.bell.ring();
  }
  return true;
}

/** Ends the waiting for an answer; whoever forged it has only delayed the next claim. */
async function receiveNothing(phone: Phone, nonce: string): Promise<void> {
  if (phone.outstanding?.nonce !== nonce) return;
  phone.outstanding = undefined;
  await phone.store.change((life) => {
    if (life.state !== 'enrolled' || life.outstandingNonce !== nonce) return life;
    const { outstandingNonce, ...rest } = life;
    return { ...rest, spentNonces: spend(life.spentNonces, outstandingNonce) };
  });
  phone.tell('nothing');
  phone.bell.ring();
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}
