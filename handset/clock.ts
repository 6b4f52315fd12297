/** The time of the network, which the local cloud may have shifted. */
import * as z from 'zod';

export interface NetworkClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Asks the cloud again how far it is ahead. Where it does not answer, the last answer stands. */
  refresh(): Promise<void>;
}

const Answer = z.object({ offsetMilliseconds: z.number() });
/** Handsets of one process that ask at the same time share one answer. */
const FRESH = 500;

/** Real time, or with the address of the local cloud's endpoint, that cloud's time. */
export function networkClock(cloud?: string): NetworkClock {
  let offset = 0;
  let asked = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> = Promise.resolve();

  async function ask(url: URL): Promise<void> {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    );
    const answer = Answer.safeParse(await response?.json().catch(() => undefined));
    if (answer.success) offset = answer.data.offsetMilliseconds;
  }

  return {
    now: () => Date.now() + offset,
    refresh() {
      if (cloud === undefined || performance.now() < asked + FRESH) return asking;
      asked = performance.now();
      asking = ask(new URL('/_local/clock', cloud));
      return asking;
    },
  };
}
