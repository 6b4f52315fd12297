/** The loop of a handset that is switched on: one thing at a time, the most urgent first, else sleep. */
import { Fault } from '#domain/fault.ts';
import { carryOut } from './carry-out.ts';
import { claim, trySending } from './claim.ts';
import { cut, hangUp } from './connection.ts';
import { enrol } from './enrol.ts';
import type { Phone } from './phone.ts';
import { renew } from './renew.ts';
import { beginReset, finishReset } from './reset.ts';
import { tuneIn, tuneOut } from './wake-up.ts';

/** Lives from boot until the power goes, and resolves once nothing of it is under way. */
export async function live(phone: Phone): Promise<void> {
  const { life } = phone.store;
  if (life.state === 'blank' && (life.after === undefined || (phone.options.enrolAgain ?? true)))
    phone.wants.add('enrol');
  if (!(phone.options.asleep ?? false)) phone.wants.add('claim');
  tuneIn(phone);
  while (!phone.power.aborted) await act(phone);
  tuneOut(phone);
  cut(phone);
  await phone.receiving;
}

async function act(phone: Phone): Promise<void> {
  try {
    await (nextTask(phone) ?? sleep)(phone);
  } catch (error) {
    if (phone.power.aborted) return;
    phone.tell('trouble', { code: error instanceof Fault ? error.code : 'unexpected' });
    await phone.bell.until(() => phone.power.aborted, phone.times.tryAgain);
  }
}

type Task = (phone: Phone) => Promise<unknown>;

function nextTask({ store: { life }, wants, network, link }: Phone): Task | undefined {
  const erase = life.state === 'enrolled' ? life.erase : undefined;
  if (erase?.by === 'command') return (phone) => carryOut(phone, erase);
  if (erase?.by === 'hand') return finishReset;
  if (wants.has('reset')) return beginReset;
  if (!network) return undefined;
  if (life.state === 'blank') return wants.has('enrol') ? enrol : undefined;
  if (wants.has('renew')) return renew;
  if (wants.has('claim')) return claim;
  if (life.reports.length > 0 && link?.open) return (phone) => trySending(phone, link);
  return undefined;
}

/** Keeps an open connection for a while, since a notice may follow; without one, sleeps without a timer. */
async function sleep(phone: Phone): Promise<void> {
  const { bell, power, times } = phone;
  if (!phone.link?.open) return bell.heard();
  const stirred = () => power.aborted || nextTask(phone) !== undefined || !phone.link?.open;
  if (!(await bell.until(stirred, times.linger))) await hangUp(phone);
}
