/** After a withdrawal: looks through all open wipes until none is left, so that nothing waits for its own next step. */
import { withdraw } from '#domain/wipe/dispatch.ts';
import { OPEN_SHARDS } from '#domain/wipe/due.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import { log } from '../log.ts';
import { untilFirst } from '../store/conflict.ts';
import { inParallel } from '../store/in-parallel.ts';
import type { DispatchSwitch } from '../store/switch.ts';
import type { WipeKey, Wipes } from '../store/wipes.ts';
import type { Callbacks } from './execution.ts';

export interface SweepTools {
  readonly wipes: Pick<Wipes, 'read' | 'save' | 'open'>;
  readonly callbacks: Callbacks;
  readonly dispatchSwitch: Pick<DispatchSwitch, 'position' | 'noteSweep'>;
  readonly now: () => number;
}

/** How long one run looks, milliseconds; the next one goes on. What it does not reach is met at its own next step. */
const LONGEST = 25 * SECOND;

/** Wipes under way at once. */
const AT_ONCE = 10;

const BY = { kind: 'service', id: 'reconcile' } as const;

/** Cancels what the latest withdrawal meant, pass after pass; one that finds nothing any more closes it. */
export async function sweepWithdrawn(tools: SweepTools): Promise<void> {
  const { withdrawal } = await tools.dispatchSwitch.position();
  if (withdrawal === undefined || withdrawal.doneAt !== undefined) return;
  const until = tools.now() + LONGEST;
  for (;;) {
    const { cancelled, whole } = await pass(tools, { withdrawnAt: withdrawal.at, until });
    if (cancelled > 0 || whole) {
      const sweep = { of: withdrawal.n, count: cancelled, now: tools.now() };
      await tools.dispatchSwitch.noteSweep(sweep);
    }
    if (cancelled === 0 || !whole) return;
  }
}

interface Pass {
  readonly cancelled: number;
  /** Whether every open wipe was looked at. */
  readonly whole: boolean;
}

async function pass(
  tools: SweepTools,
  { withdrawnAt, until }: { withdrawnAt: number; until: number },
): Promise<Pass> {
  let cancelled = 0;
  let whole = true;
  for (const shard of OPEN_SHARDS)
    for await (const keys of tools.wipes.open(shard)) {
      if (tools.now() >= until) return { cancelled, whole: false };
      await inParallel(keys, AT_ONCE, async (key) => {
        try {
          if (await withdrawOne(tools, key, withdrawnAt)) cancelled += 1;
        } catch (error) {
          whole = false;
          log({ code: 'repair-failed', ...key, error });
        }
      });
    }
  return { cancelled, whole };
}

/** Answers whether this call cancelled it. */
async function withdrawOne(
  { wipes, callbacks, now }: SweepTools,
  key: WipeKey,
  withdrawnAt: number,
): Promise<boolean> {
  const cancelled = await untilFirst(async () => {
    const before = await wipes.read(key);
    if (before === undefined) return undefined;
    const after = withdraw(before, { withdrawnAt, now: now(), by: BY });
    await wipes.save(before, after);
    return after === before ? undefined : after;
  });
  if (cancelled === undefined) return false;
  await callbacks.answer(cancelled, 'moved-on');
  return true;
}
