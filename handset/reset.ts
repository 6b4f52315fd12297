/** A reset by somebody who has the handset in hand: no command, no receipt; a platform may attest it. */
import { destroyKey } from './carry-out.ts';
import { hangUp } from './connection.ts';
import { eraseStorage } from './erase-storage.ts';
import type { Phone } from './phone.ts';
import { enrolled } from './store.ts';

/** Begins the reset; from here on a crash is followed by finishing it. */
export async function beginReset(phone: Phone): Promise<void> {
  phone.wants.delete('reset');
  await phone.store.change((life) =>
    life.state === 'enrolled' ? { ...life, erase: { by: 'hand' } } : life,
  );
  if (phone.store.life.state === 'blank') await eraseStorage(phone.directory, 'internal');
}

/** Erases the internal storage and ends the enrolment. The wallet lock sits in its own chip and stays. */
export async function finishReset(phone: Phone): Promise<void> {
  await hangUp(phone);
  if ((await eraseStorage(phone.directory, 'internal')) !== 'erased') return giveUp(phone);
  const { platformKey } = phone.options;
  const resetAt = Math.floor(phone.clock.now() / 1000);
  if (platformKey !== undefined)
    await phone.hardware.keepAttestation(
      { handsetId: phone.hardware.handsetId, resetAt },
      platformKey,
    );
  await destroyKey(phone, 'reset');
  phone.tell('reset');
  phone.tell('blank');
}

async function giveUp(phone: Phone): Promise<void> {
  await phone.store.change((life) => {
    const { erase: _given, ...rest } = enrolled(life);
    return rest;
  });
  phone.tell('failed');
}
