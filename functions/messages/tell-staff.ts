/** Mail to those who may approve and to operations. It names ids and the address of the pages, nobody and no number. */
import type { Senders } from '../line/contacts.ts';
import { reach } from './reach.ts';
import { type StaffEvent, wordsForStaff } from './texts/staff.ts';

export interface Staff extends Senders {
  readonly operationsAddress: string;
  readonly approverAddress: string;
  readonly pageOrigin: string;
}

/** `id` of what it is about. @throws NobodyTold */
export async function tellStaff(staff: Staff, event: StaffEvent, id: string): Promise<void> {
  const { operationsAddress, approverAddress, pageOrigin } = staff;
  const address = event === 'approval-asked' ? approverAddress : operationsAddress;
  const words = wordsForStaff(event, { id, at: pageOrigin });
  await reach(staff, [{ kind: 'mail', address }], { words, about: id });
}
