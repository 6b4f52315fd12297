/** What happens at a shop's counter, and at the desk of whoever has to agree. */
import type { Approval, Approver } from '#demo/approver.ts';
import type { Clerk } from '#demo/clerk.ts';
import { until } from '#demo/until.ts';

/** A clerk asks for a wipe of the newest handset of a line, whose owner's card they have seen. */
export async function askAtCounter(
  clerk: Clerk,
  number: string,
  { customerPresent }: { customerPresent: boolean },
) {
  const line = await clerk.search(number);
  const [shown] = line.handsets;
  if (shown === undefined) throw new Error('the line shows no handset');
  const wipe = await clerk.requestWipe(line.lineId, {
    enrolmentId: shown.enrolmentId,
    lastFour: line.number.slice(-4),
    consents: shown.eligibility.warnings,
    documents: ['my-number-card'],
    reservation: true,
    customerPresent,
  });
  return { line, wipeId: wipe.wipeId };
}

/** The approval that a wipe waits for, once it is listed. */
export function toDecide(by: Approver, wipeId: string): Promise<Approval> {
  return until('the approval to be listed', async () =>
    (await by.toDecide()).find((approval) => approval.wipeId === wipeId),
  );
}
