/** What reaches a handset that has no connection: SMS to its number and push to its token. */
import { Notice } from '#domain/protocol/envelope.ts';
import type { Phone } from './phone.ts';

/** Listens under the present number and push token, and no longer under earlier ones. */
export function tuneIn(phone: Phone): void {
  tuneOut(phone);
  const { life } = phone.store;
  const { inbox } = phone.options;
  const ends = [inbox.listen(internationalNumber(phone.number), (body) => hearSms(phone, body))];
  if (life.pushToken !== undefined)
    ends.push(inbox.listen(life.pushToken, (body) => hearPush(phone, body)));
  phone.endListening = () => {
    for (const end of ends) end();
  };
}

/** Hears nothing any more. */
export function tuneOut(phone: Phone): void {
  phone.endListening?.();
  phone.endListening = undefined;
}

/** E.164 form of a national Japanese number. */
export function internationalNumber(national: string): string {
  return `+81${national.replace(/^0/, '')}`;
}

function hearSms(phone: Phone, body: string): void {
  const code = /\b\d{8}\b/.exec(body)?.[0];
  if (code === undefined) wake(phone, 'sms');
  else if (phone.network) phone.code = code;
  phone.bell.ring();
}

function hearPush(phone: Phone, body: string): void {
  if (Notice.safeParse(parseJson(body)).success) wake(phone, 'push');
  phone.bell.ring();
}

/** Without network the message waits at the network's side; the wish stands for it. */
function wake(phone: Phone, by: 'sms' | 'push'): void {
  if (phone.network) phone.tell('wake-up', { by });
  phone.wants.add('claim');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
