/** One real wipe on the local system, from its request to its settlement, and what it used. */
import { NO_LIMITS } from '#demo/context.ts';
import type { HandsetProcess } from '#demo/handset-process.ts';
import { FIRST_OF_MORE, lineIdOf, moreLines, numberOf } from '#demo/lines.ts';
import { onSystem } from '#demo/on-system.ts';
import { signIn } from '#demo/sign-in.ts';
import { Subscriber, type Wipe } from '#demo/subscriber.ts';
import type { System } from '#demo/system.ts';
import { until } from '#demo/until.ts';
import { pauseAfterNotice } from '#domain/wipe/settings.ts';
import { PATIENCE, withSleepingHandset } from './sleeping-handset.ts';
import { readUsage, type UsageLine, usedBetween } from './usage.ts';

const DAY = 86_400_000;

/** Runs work on a system of its own, with lines for so many wipes and no limits in their way. */
export function onLines<T>(
  lines: number,
  work: (system: System, folder: string) => Promise<T>,
): Promise<T> {
  return onSystem(NO_LIMITS, async (system, folder) => {
    await system.addLines(moreLines(lines, system.cloud.clock.now()));
    return work(system, folder);
  });
}

export interface WipeChoice {
  /** Which of the lines, 0, 1, …; each is wiped once. */
  readonly line: number;
  /** Days that the handset is switched off after the request. */
  readonly offlineDays?: number;
}

/** Wipes a handset that sleeps until it is woken, and answers what that used. @throws Error unless it was erased. */
export function usageOfWipe(
  system: System,
  folder: string,
  { line, offlineDays = 0 }: WipeChoice,
): Promise<UsageLine[]> {
  const serial = FIRST_OF_MORE + line;
  return withSleepingHandset(system, { folder, serial }, async (handset) => {
    if (offlineDays > 0) {
      handset.tell({ do: 'off' });
      await handset.untilEvent('off', 1, PATIENCE);
    }
    const subscriber = new Subscriber(system.api, await signIn(system.issuer, 'office'));
    const target = (await subscriber.line(lineIdOf(serial))).handsets[0];
    if (target === undefined) throw new Error('the line shows no handset');
    const before = await readUsage(system.endpoint);
    const { wipeId } = await subscriber.requestWipe(lineIdOf(serial), {
      enrolmentId: target.enrolmentId,
      lastFour: numberOf(serial).slice(-4),
      consents: target.eligibility.warnings,
    });
    if (offlineDays > 0) await letPass(system, { subscriber, wipeId, days: offlineDays }, handset);
    const owner = new Subscriber(system.api, await signIn(system.issuer, 'office'));
    const ended = await settled(owner, wipeId);
    if (ended.state !== 'erased') throw new Error(`the wipe ended as ${ended.state}`);
    await handset.untilEvent('key-destroyed', 1, PATIENCE);
    await handset.stop();
    return usedBetween(before, await readUsage(system.endpoint));
  });
}

const settled = (subscriber: Subscriber, wipeId: string): Promise<Wipe> =>
  subscriber.watch(wipeId, { done: (wipe) => wipe.settled, patience: PATIENCE, pause: 200 });

interface Absence {
  readonly subscriber: Subscriber;
  readonly wipeId: string;
  readonly days: number;
}

/** Pushes the clock from one rung of the wake-up ladder to the next, until the handset comes back. */
async function letPass(
  system: System,
  { subscriber, wipeId, days }: Absence,
  handset: HandsetProcess,
): Promise<void> {
  await subscriber.watch(wipeId, {
    done: ({ state }) => state === 'waiting-for-handset',
    patience: PATIENCE,
  });
  const { clock } = system.cloud;
  // Short of the deadline, which is as many days away.
  let left = days * DAY - DAY / 24;
  for (let notices = 1; left > 0; notices++) {
    const pause = Math.min(pauseAfterNotice(notices), left);
    const sent = await wakeUps(system);
    clock.shift(pause);
    left -= pause;
    if (left > 0) await untilSentMoreThan(sent, system);
  }
  handset.tell({ do: 'on' });
}

/** Wake-ups by SMS so far. */
async function wakeUps({ endpoint }: System): Promise<number> {
  const lines = await readUsage(endpoint);
  return lines
    .filter(({ meter, caller = '' }) => meter === 'SmsMessage' && caller.includes('Reconcile'))
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** The reconciler looks once a minute, so the clock goes on by one between two looks. */
async function untilSentMoreThan(sent: number, system: System): Promise<void> {
  const look = async () => {
    if ((await wakeUps(system)) > sent) return true;
    system.cloud.clock.shift(60_000);
    return undefined;
  };
  await until('a rung of the wake-up ladder', look, PATIENCE, 1_000);
}
