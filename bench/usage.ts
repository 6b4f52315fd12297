/** What the local cloud says was used, and what of it a wipe took. */
import * as z from 'zod';

const Line = z.object({
  service: z.string(),
  meter: z.string(),
  resource: z.string().optional(),
  caller: z.string().optional(),
  amount: z.number(),
});
export type UsageLine = z.infer<typeof Line>;
const Answer = z.object({ usage: z.array(Line) });

/** Everything since the cloud's start. */
export async function readUsage(endpoint: string): Promise<UsageLine[]> {
  const answer = await fetch(`${endpoint}/_local/usage`);
  return Answer.parse(await answer.json()).usage;
}

const nameOf = ({ service, meter, resource, caller }: UsageLine) =>
  JSON.stringify([service, meter, resource, caller]);

/** What was used between two readings. */
export function usedBetween(
  before: readonly UsageLine[],
  after: readonly UsageLine[],
): UsageLine[] {
  const earlier = new Map(before.map((line) => [nameOf(line), line.amount]));
  return after
    .map((line) => ({ ...line, amount: line.amount - (earlier.get(nameOf(line)) ?? 0) }))
    .filter(({ amount }) => amount > 0);
}

/** Whose work a line is. The bench's own watching and what schedules look at are no part of a wipe. */
export type Part = 'wipe' | 'messages' | 'aside';

/** Told by the function: by its name in the template, or its role's. */
export function partOf({ meter, resource = '', caller = '' }: UsageLine): Part {
  const by = (name: string) => caller.includes(name) || resource.includes(name);
  // The role of the function that tells people lives beside its key, under a name of its own.
  if (by('SendMessage') || by('Messenger')) return 'messages';
  if (by('ShowWipe') || by('MeasureWipes') || caller === 'administrator') return 'aside';
  const looking =
    ['Query', 'Invocation'].includes(meter) ||
    resource.includes('/index/') ||
    // Whether all is paused or withdrawn, each minute.
    (meter === 'ReadRequestUnit' && by('GovernorTable'));
  return by('Reconcile') && looking ? 'aside' : 'wipe';
}

/** The sum of a service's meters, over all parts that are asked for. */
export function total(
  lines: readonly UsageLine[],
  service: string,
  meters: readonly string[],
): number {
  return lines
    .filter((line) => line.service === service && meters.includes(line.meter))
    .reduce((sum, { amount }) => sum + amount, 0);
}
