/** One real claim that is answered "nothing", and what it used. */
import { FIRST_OF_MORE } from '#demo/lines.ts';
import type { System } from '#demo/system.ts';
import { until } from '#demo/until.ts';
import { PATIENCE, withSleepingHandset } from './sleeping-handset.ts';
import { readUsage, total, type UsageLine, usedBetween } from './usage.ts';

const DAY = 86_400_000;

/** A day after the handset was last seen, since that is written down once an hour at most. @throws Error for another answer. */
export async function usageOfIdleClaim(
  system: System,
  folder: string,
  { line }: { readonly line: number },
): Promise<UsageLine[]> {
  const serial = FIRST_OF_MORE + line;
  const first = await readUsage(system.endpoint);
  return withSleepingHandset(system, { folder, serial }, async (handset) => {
    const before = await afterHangingUp(system, first);
    system.cloud.clock.shift(DAY);
    handset.tell({ do: 'claim' });
    await handset.untilEvent('offline', 2, PATIENCE);
    const after = await afterHangingUp(system, before);
    if (handset.count('nothing') !== 2) throw new Error('the claim was not answered "nothing"');
    return usedBetween(before, after);
  });
}

/** The usage once a connection has ended since then: only now its minutes are counted. */
const afterHangingUp = ({ endpoint }: System, then: readonly UsageLine[]): Promise<UsageLine[]> =>
  until(
    'the end of a connection',
    async () => {
      const usage = await readUsage(endpoint);
      const minutes = total(usedBetween(then, usage), 'iot', ['ConnectionMinute']);
      return minutes > 0 ? usage : undefined;
    },
    PATIENCE,
  );
