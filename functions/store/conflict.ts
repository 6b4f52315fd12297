/** Somebody else wrote first: how that is told apart from a real failure, and how it is tried again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '#domain/fault.ts';

/** Whether a write was refused because its condition did not hold. */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

/** Thrown before a write that would rest on a reading which has become too old: it is all to be read again. */
export class StaleReading extends Error {
  constructor() {
    super('what was read has become too old');
    this.name = 'StaleReading';
  }
}

const TRIES = 10;

/**
 * Runs `attempt` (read, decide, write under the version read) until no other writer gets in between, and nothing that was
 * read becomes too old.
 * @throws Fault `busy` when that does not happen within ten tries.
 */
export async function untilFirst<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isConflict(error) && !(error instanceof StaleReading)) throw error;
      await sleep(Math.random() * 20 * 2 ** Math.min(tries, 5));
    }
  }
  throw new Fault('busy', 'too many writers at once, or too slow to act on what was read');
}
