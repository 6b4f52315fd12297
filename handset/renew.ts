/** Renews the certificate of an enrolment, with a new key for TLS. The enrolment stays what it is. */
import { Fault } from '#domain/fault.ts';
import { RENEWAL_TYPE, type Renewal } from '#domain/protocol/enrolment.ts';
import { signJws, thumbprint } from '#domain/protocol/signature.ts';
import { certificateRequest } from './certificate-request.ts';
import { hangUp } from './connection.ts';
import { generateKey } from './keys.ts';
import type { Phone } from './phone.ts';
import { enrolled } from './store.ts';

/** Renews once; a failure is told and leaves the present certificate in use. */
export async function renew(phone: Phone): Promise<void> {
  phone.wants.delete('renew');
  try {
    await renewOnce(phone);
  } catch (error) {
    if (phone.power.aborted) return;
    phone.tell('renew-failed', { code: error instanceof Fault ? error.code : 'unreachable' });
  }
}

async function renewOnce(phone: Phone): Promise<void> {
  const { api, clock, store } = phone;
  const { counter, enrolmentId, enrolmentKey } = await store.change((life) => {
    const present = enrolled(life);
    return { ...present, counter: present.counter + 1 };
  });
  await clock.refresh();
  const tlsKey = generateKey();
  const renewal: Renewal = {
    enrolmentId,
    certificateKey: await thumbprint(tlsKey),
    counter,
    iat: Math.floor(clock.now() / 1000),
  };
  const { certificate, ca, endpoint } = await api.renew(enrolmentId, {
    csr: certificateRequest(enrolmentId, tlsKey),
    statement: await signJws(renewal, { typ: RENEWAL_TYPE, key: enrolmentKey }),
  });
  await store.change((life) => ({ ...enrolled(life), tlsKey, certificate, ca, endpoint }));
  phone.tell('renewed');
  // The next connection is made with the new certificate.
  await hangUp(phone);
  phone.wants.add('claim');
}
