/** An approver who is in it, or does not look: agrees to whatever waits for a second person. */
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { SystemUnderDrill } from '../crash/system.ts';
import { Person } from '../person.ts';

/** Real milliseconds between two looks at what waits. */
const BETWEEN_LOOKS = 500;

const Waiting = z.object({
  approvals: z.array(z.object({ wipeId: z.string(), requestHash: z.string() })),
  next: z.string().optional(),
});

/** Until `enough`; answers how many approvals were taken. */
export async function agreeToAll(
  system: SystemUnderDrill,
  id: string,
  enough: AbortSignal,
): Promise<number> {
  const caller = new Person(system, id);
  let agreed = 0;
  while (!enough.aborted) {
    for (const { wipeId, requestHash } of await waiting(caller)) {
      const said = { requestHash, reason: 'as every time' };
      const { status } = await caller.post(`/v1/wipes/${wipeId}/approval`, said);
      if (status === 200) agreed += 1;
    }
    await pause(BETWEEN_LOOKS);
  }
  return agreed;
}

async function waiting(caller: Person) {
  const found: z.infer<typeof Waiting>['approvals'] = [];
  let after = '';
  do {
    const { status, body } = await caller.get(`/v1/approvals${after}`);
    if (status !== 200) break;
    const page = Waiting.parse(body);
    found.push(...page.approvals);
    after = page.next === undefined ? '' : `?after=${encodeURIComponent(page.next)}`;
  } while (after !== '');
  return found;
}
