/** When a handset has a connection: while something is going on, and a short while after. */
import { topics } from '#domain/protocol/envelope.ts';
import { privateKeyPem } from './keys.ts';
import type { Enrolled } from './life.ts';
import { type Link, openLink } from './link.ts';
import type { Phone } from './phone.ts';
import { receive } from './receive.ts';

/** The open connection, or a new one. @throws Fault `unreachable`. */
export async function connected(phone: Phone, life: Enrolled): Promise<Link> {
  if (phone.link?.open) return phone.link;
  const { command, notice } = topics(life.enrolmentId);
  const link = await phone.turnstile.pass(() =>
    openLink({
      endpoint: life.endpoint,
      clientId: life.enrolmentId,
      certificate: life.certificate,
      key: privateKeyPem(life.tlsKey),
      ca: life.ca,
      subscriptions: [command, notice],
      receive: (topic, payload) => receive(phone, topic, payload),
      closed: () => lost(phone),
    }),
  );
  phone.link = link;
  phone.tell('online');
  // Power or network may have gone while it was being made.
  if (phone.power.aborted || !phone.network) cut(phone);
  return link;
}

/** The connection went without being asked to. */
function lost(phone: Phone): void {
  if (phone.link !== undefined && !phone.link.open) cut(phone);
  phone.bell.ring();
}

/** Hangs up, if there is a connection. */
export async function hangUp(phone: Phone): Promise<void> {
  const { link } = phone;
  if (link === undefined) return;
  phone.link = undefined;
  await link.hangUp();
  phone.tell('offline');
}

/** Loses the connection as a radio does. */
export function cut(phone: Phone): void {
  if (phone.link === undefined) return;
  phone.link.cut();
  phone.link = undefined;
  phone.tell('offline');
}
