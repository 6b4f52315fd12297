/** Begins a life: proves the SIM by a one-time code and the hardware by its key, and gets a certificate. */

import { digest } from '#domain/audit/digest.ts';
import { Fault } from '#domain/fault.ts';
import { STATEMENT_TYPE, type Statement } from '#domain/protocol/enrolment.ts';
import { thumbprint } from '#domain/protocol/signature.ts';
import { certificateRequest } from './certificate-request.ts';
import { ApiProblem } from './enrolment-api.ts';
import { generateKey } from './keys.ts';
import type { Blank, Enrolled } from './life.ts';
import type { Phone } from './phone.ts';
import { freshNonce } from './phone.ts';
import { tuneIn } from './wake-up.ts';

const HOUR = 3_600_000;

/** Enrols, trying again for as long as trying again may help. */
export async function enrol(phone: Phone): Promise<void> {
  const { bell, power, times, turnstile, wants } = phone;
  const mustStop = () => power.aborted || !phone.network || wants.has('reset');
  for (let pause = times.tryAgain; !mustStop(); pause = Math.min(2 * pause, HOUR)) {
    try {
      await turnstile.pass(() => enrolOnce(phone));
      wants.delete('enrol');
      return;
    } catch (error) {
      if (power.aborted) return;
      phone.tell('enrol-failed', { code: error instanceof Fault ? error.code : 'unreachable' });
      if (error instanceof ApiProblem && !error.passing) {
        wants.delete('enrol');
        return;
      }
      await bell.until(mustStop, pause);
    }
  }
}

async function enrolOnce(phone: Phone): Promise<void> {
  const { api, clock, hardware, number, store } = phone;
  const { enrolmentKey, pushToken } = await store.change(() => prepared(phone));
  const code = await codeBySms(phone);
  const enrolmentId = await thumbprint(enrolmentKey);
  await clock.refresh();
  const statement: Statement = {
    ...traits(phone),
    ...(pushToken !== undefined && { pushToken }),
    ...(await hardware.proof()),
    enrolmentKey: enrolmentId,
    codeHash: digest(code),
    iat: Math.floor(clock.now() / 1000),
  };
  const { keys, ...answer } = await api.enrol({
    number,
    code,
    csr: certificateRequest(enrolmentId, enrolmentKey),
    statement: await hardware.sign(statement, { typ: STATEMENT_TYPE, jwk: hardware.publicKey }),
  });
  if (answer.enrolmentId !== enrolmentId || answer.handsetId !== hardware.handsetId)
    throw new Fault('wrong-answer', 'the service answers for another handset');
  const life: Enrolled = {
    ...answer,
    ...(pushToken !== undefined && { pushToken }),
    state: 'enrolled',
    enrolmentKey,
    tlsKey: enrolmentKey,
    pinnedKeys: keys,
    counter: 0,
    spentNonces: [],
    lastCounter: 0,
    reports: [],
  };
  await store.change(() => life);
  // A proof of reset serves once.
  await hardware.dropProof();
  tuneIn(phone);
  phone.tell('enrolled', { enrolmentId });
}

function traits({ options }: Phone) {
  const { model, sim, preset, software, app } = options;
  return {
    model,
    sim: sim ?? 'nano',
    preset: preset ?? 'done',
    software: software ?? '1.0',
    app: app ?? 'remote-wipe-1.0',
  } as const;
}

type Prepared = Blank & { enrolmentKey: NonNullable<Blank['enrolmentKey']> };

/** The blank life with the key that the enrolment will have. */
function prepared({ store: { life }, options }: Phone): Prepared {
  if (life.state === 'enrolled')
    throw new Fault('already-enrolled', 'the handset has an enrolment');
  const { enrolmentKey = generateKey(), pushToken = `sim-${freshNonce()}` } = life;
  return { ...life, enrolmentKey, ...((options.push ?? true) && { pushToken }) };
}

/** Asks for a code and waits for it. @throws Fault `no-code` when none comes in time. */
async function codeBySms(phone: Phone): Promise<string> {
  const { api, bell, options, power, times } = phone;
  let hearing = false;
  void options.inbox.ready.then(() => {
    hearing = true;
    bell.ring();
  });
  await bell.until(() => hearing || power.aborted, times.code);
  if (!hearing || power.aborted) throw new Fault('no-inbox', 'nothing can be heard of SMS');
  phone.code = undefined;
  await api.sendCode(phone.number);
  await bell.until(() => phone.code !== undefined || power.aborted, times.code);
  if (phone.code === undefined) throw new Fault('no-code', 'no one-time code came by SMS');
  return phone.code;
}
