/** Mail to those who may approve and to operations. It names ids, and for approvers the page; nobody and no number. */
import type { Senders } from '../line/contacts.ts';
import { reach } from './reach.ts';
import { type StaffEvent, wordsForStaff } from './texts/staff.ts';

export interface Staff extends Senders {
  readonly operationsAddress: string;
  readonly approverAddress: string;
  readonly pageOrigin: string;
}

interface StaffNews {
  readonly event: StaffEvent;
  /** Of what it is about. */
  readonly id: string;
  /** The same whenever the same is told again. */
  readonly key: string;
}

/** @throws NobodyTold */
export async function tellStaff(staff: Staff, { event, id, key }: StaffNews): Promise<void> {
  const { operationsAddress, approverAddress, pageOrigin } = staff;
  const [address, at] =
    event === 'approval-asked'
      ? [approverAddress, `${pageOrigin}/approvals`]
      : [operationsAddress, undefined];
  const words = wordsForStaff(event, { id, at });
  const recipient = { contact: { kind: 'mail', address }, hasStood: true } as const;
  await reach(staff, [recipient], { words, about: id, key });
}
