/** Asks the service what waits, again and again until it answers. */
import { CLAIM_TYPE, type Claim } from '#domain/protocol/claim.ts';
import { topics } from '#domain/protocol/envelope.ts';
import { connected, hangUp } from './connection.ts';
import { spend } from './life.ts';
import type { Link } from './link.ts';
import { freshNonce, type Phone, signAsEnrolment } from './phone.ts';
import { sendReports } from './reports.ts';
import { enrolled } from './store.ts';

const HOUR = 3_600_000;

/** Sends one claim with a fresh nonce, which voids the one before. @throws Fault `unreachable`. */
export async function sendClaim(phone: Phone, link: Link): Promise<void> {
  const nonce = freshNonce();
  const life = await phone.store.change((before) => {
    const present = enrolled(before);
    const spentNonces = spend(present.spentNonces, present.outstandingNonce);
    phone.outstanding = { nonce, since: performance.now() };
    return { ...present, counter: present.counter + 1, outstandingNonce: nonce, spentNonces };
  });
  const { enrolmentId, counter, erase } = life;
  const holding = erase?.by === 'command' ? erase.commandHash : 'none';
  const claim: Claim = { enrolmentId, nonce, holding, counter };
  const jws = await signAsEnrolment(phone, life, CLAIM_TYPE, claim);
  phone.tell('claimed', { counter, holding });
  await link.publish(topics(enrolmentId).claim, JSON.stringify({ v: 1, jws }));
  phone.faults.dieAfter('claimed');
}

/** Claims until there is an answer, or until something else has to be done first; then the question stands. */
export async function claim(phone: Phone): Promise<void> {
  const { faults, store, wants } = phone;
  wants.delete('claim');
  const answered = faults.has('claim-for-ever')
    ? await claimForEver(phone)
    : await claimUntilAnswered(phone);
  const { life } = store;
  if (!answered && life.state === 'enrolled' && life.erase === undefined) wants.add('claim');
}

async function claimUntilAnswered(phone: Phone): Promise<boolean> {
  for (let pause = phone.times.claimAgain; !mustStop(phone); pause = Math.min(2 * pause, HOUR)) {
    const asked = await ask(phone);
    // Later rather than sooner: the service paces its commands by the same measure.
    if (asked ? await answerWithin(phone, pause * (1 + Math.random() / 5)) : false) return true;
    if (!asked) await phone.bell.until(() => mustStop(phone), pause);
  }
  return false;
}

/**
 * Waits for the answer, without holding the connection for long, and sends what refusals there are meanwhile. Whoever
 * hung up before the first time to ask again would miss the answer of a service that is merely slow.
 */
async function answerWithin(phone: Phone, pause: number): Promise<boolean> {
  const end = performance.now() + pause;
  const hangUpAt = performance.now() + Math.max(phone.times.linger, phone.times.claimAgain);
  const answered = () => phone.outstanding === undefined;
  const refusals = () => phone.link?.open === true && hasReports(phone);
  while (!answered() && !mustStop(phone) && performance.now() < end) {
    const open = phone.link?.open === true;
    const next = open ? Math.min(end, hangUpAt) : end;
    await phone.bell.until(
      () => answered() || mustStop(phone) || refusals(),
      next - performance.now(),
    );
    if (phone.link?.open && refusals() && !mustStop(phone)) await trySending(phone, phone.link);
    if (open && performance.now() >= hangUpAt && !answered()) await hangUp(phone);
  }
  return answered() && !mustStop(phone);
}

async function claimForEver(phone: Phone): Promise<false> {
  for (;;) {
    const interval = phone.faults.value('claim-for-ever');
    if (interval === undefined || mustStop(phone)) return false;
    await ask(phone);
    await phone.bell.until(() => mustStop(phone), Number(interval));
  }
}

async function ask(phone: Phone): Promise<boolean> {
  try {
    await phone.clock.refresh();
    const link = await connected(phone, enrolled(phone.store.life));
    await sendReports(phone, link);
    await sendClaim(phone, link);
    return true;
  } catch (error) {
    if (!mustStop(phone)) phone.tell('unreachable', { why: whyOf(error) });
    return false;
  }
}

/** Sends queued reports; a connection that fails at that is dropped, and they stay queued. */
export async function trySending(phone: Phone, link: Link): Promise<boolean> {
  try {
    await sendReports(phone, link);
    return true;
  } catch (error) {
    phone.tell('unreachable', { why: whyOf(error) });
    link.cut();
    return false;
  }
}

const whyOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown');

const hasReports = ({ store: { life } }: Phone) =>
  life.state === 'enrolled' && life.reports.length > 0;

/** Whether something stands in the way of asking: no power, no network, an erase, or a wish that comes first. */
function mustStop({ power, network, wants, store: { life } }: Phone): boolean {
  const erasing = life.state !== 'enrolled' || life.erase !== undefined;
  return power.aborted || !network || erasing || wants.has('reset') || wants.has('renew');
}
