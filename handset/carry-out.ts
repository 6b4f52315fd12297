/** Carries out a command: each step is on disk before the next begins, so a crash is followed by finishing it. */
import type { StorageResult } from '#domain/protocol/report.ts';
import { sendClaim, trySending } from './claim.ts';
import { connected, hangUp } from './connection.ts';
import { eraseStorage } from './erase-storage.ts';
import type { Blank, CommandedErase, Enrolled } from './life.ts';
import type { Phone } from './phone.ts';
import { withReport } from './reports.ts';
import { enrolled } from './store.ts';

/** How often the last report is tried while there is network. After that the receipt has to prove it. */
const LAST_TRIES = 5;

/** Takes the next step of the erase in progress. Nothing here waits for a network that is not there. */
export async function carryOut(phone: Phone, erase: CommandedErase): Promise<void> {
  switch (erase.step) {
    case 'persisted':
      return announceAndEraseCard(phone, erase);
    case 'sd-erased':
      return eraseInternal(phone, erase);
    case 'internal-erased':
      return endLife(phone, erase);
  }
}

async function announceAndEraseCard(phone: Phone, erase: CommandedErase): Promise<void> {
  const { wipeId, commandHash } = erase;
  await phone.hardware.keepReceipt({ wipeId, commandHash });
  phone.tell('accepted', { wipeId });
  await deliver(phone);
  phone.faults.dieAfter('accepted-reported');
  await takeTime(phone, phone.times.erase);
  if (phone.power.aborted) return;
  const card = { kind: 'sd', result: await eraseCard(phone) } as const;
  phone.faults.dieAfter('sd-erased');
  await step(phone, { ...erase, step: 'sd-erased', storages: [card] }, 'sd-done');
  phone.tell('sd-done', { result: card.result });
}

async function eraseInternal(phone: Phone, erase: CommandedErase): Promise<void> {
  await deliver(phone);
  phone.faults.dieAfter('sd-reported');
  await takeTime(phone, phone.times.erase);
  if (phone.power.aborted) return;
  const fails = phone.faults.has('internal-fails');
  const result = fails ? 'failed' : await eraseStorage(phone.directory, 'internal');
  const storages: StorageResult[] = [{ kind: 'internal', result }, ...erase.storages];
  if (result !== 'erased') return giveUp(phone, erase, storages);
  if (!erase.keepWalletLock) await phone.hardware.dropWalletLock();
  phone.faults.dieAfter('internal-erased');
  await step(phone, { ...erase, step: 'internal-erased', storages }, 'erased');
  phone.tell('erased', { wipeId: erase.wipeId });
}

/** The receipt goes first: it would prove a reset that did not happen. */
async function giveUp(phone: Phone, erase: CommandedErase, storages: StorageResult[]) {
  const { wipeId, commandHash } = erase;
  await phone.hardware.dropProof();
  await phone.store.change((before) => {
    const { erase: _given, ...life } = enrolled(before);
    const reason = 'internal-not-erased';
    return withReport(phone, life, { wipeId, commandHash, phase: 'failed', storages, reason });
  });
  phone.tell('failed', { wipeId });
  await deliver(phone);
  phone.wants.add('claim');
}

/** The enrolment key goes last: until then the handset can still speak. */
async function endLife(phone: Phone, { wipeId }: CommandedErase): Promise<void> {
  for (let tries = 1, pause = phone.times.tryAgain; tries <= LAST_TRIES; tries += 1, pause *= 2) {
    while (!phone.network && !phone.power.aborted) await phone.bell.heard();
    if (phone.power.aborted) return;
    if (await deliver(phone)) break;
    await phone.bell.until(() => phone.power.aborted, pause);
  }
  if (phone.power.aborted) return;
  phone.faults.dieAfter('erased-reported');
  await hangUp(phone);
  await destroyKey(phone, 'wipe');
  phone.faults.dieAfter('key-destroyed');
  phone.tell('key-destroyed', { wipeId });
  phone.tell('blank');
  await takeTime(phone, phone.times.boot);
}

/** Passes milliseconds, or less when the power goes. */
async function takeTime(phone: Phone, milliseconds: number): Promise<void> {
  await phone.bell.until(() => phone.power.aborted, milliseconds);
}

/** Ends the enrolment: with the old file the key is gone. */
export async function destroyKey(phone: Phone, after: NonNullable<Blank['after']>): Promise<void> {
  await phone.store.change((): Blank => ({ state: 'blank', after }));
  phone.outstanding = undefined;
  // Wishes for the life that is over.
  for (const want of ['reset', 'renew'] as const) phone.wants.delete(want);
  if (phone.options.enrolAgain ?? true) phone.wants.add('enrol');
}

async function eraseCard(phone: Phone): Promise<StorageResult['result']> {
  if (phone.faults.has('no-sd')) return 'no-card';
  if (phone.faults.has('sd-fails')) return 'failed';
  return eraseStorage(phone.directory, 'sd');
}

function step(phone: Phone, erase: CommandedErase, phase: 'sd-done' | 'erased'): Promise<Enrolled> {
  const { wipeId, commandHash, storages } = erase;
  return phone.store.change((life) =>
    withReport(phone, { ...enrolled(life), erase }, { wipeId, commandHash, phase, storages }),
  );
}

/** Sends what is queued if that can be done now. A claim that is due says what the handset holds. */
async function deliver(phone: Phone): Promise<boolean> {
  const life = enrolled(phone.store.life);
  const claims = phone.wants.delete('claim');
  if (life.reports.length === 0 && !claims) return true;
  if (!phone.network) return false;
  try {
    const link = await connected(phone, life);
    if (claims && life.erase !== undefined) await sendClaim(phone, link);
    return await trySending(phone, link);
  } catch {
    phone.tell('unreachable', { why: 'no connection' });
    return false;
  }
}
