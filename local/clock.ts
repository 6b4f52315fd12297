/** The local cloud's clock: real time plus an offset that a developer may push forward, never back. */
import { AwsError } from './aws/error.ts';

/** Reads the cloud's time and tells who waits on it when it jumps. All times are epoch milliseconds. */
export interface Clock {
  /** The cloud's present time, epoch milliseconds. */
  now(): number;
  /** Milliseconds by which the cloud is ahead of real time. */
  offset(): number;
  /** The offset as one BigInt64 in shared memory, so that worker threads read it without a message. */
  readonly shared: SharedArrayBuffer;
  /** Pushes the cloud's time forward. @throws AwsError `ValidationException` for a negative shift. */
  shift(milliseconds: number): void;
  /** Calls `listener` after each shift; answers a function that ends it. */
  onShift(listener: () => void): () => void;
  /** Runs `task` once the cloud's time reaches `at`, however it gets there; answers a function that cancels it. */
  runAt(at: number, task: () => void): () => void;
}

/** The longest delay `setTimeout` takes (2^31 - 1 ms, some 24.8 days). */
const LONGEST_TIMER = 2_147_483_647;

/** Makes a clock that starts `offset` milliseconds ahead of real time. */
export function createClock(offset = 0, realNow: () => number = Date.now): Clock {
  const shared = new SharedArrayBuffer(8);
  const cell = new BigInt64Array(shared);
  Atomics.store(cell, 0, BigInt(offset));
  const listeners = new Set<() => void>();
  const current = () => Number(Atomics.load(cell, 0));
  const now = () => realNow() + current();

  const runAt = (at: number, task: () => void) => {
    let timer: NodeJS.Timeout | undefined;
    const arm = () => {
      clearTimeout(timer);
      const delay = Math.min(Math.max(0, at - now()), LONGEST_TIMER);
      timer = setTimeout(() => {
        if (now() < at) return arm();
        cancel();
        task();
      }, delay);
    };
    const cancel = () => {
      clearTimeout(timer);
      listeners.delete(arm);
    };
    listeners.add(arm);
    arm();
    return cancel;
  };

  return {
    now,
    offset: current,
    shared,
    shift(milliseconds) {
      if (!Number.isSafeInteger(milliseconds) || milliseconds < 0)
        throw new AwsError('ValidationException', 'the clock moves forward, by whole milliseconds');
      Atomics.add(cell, 0, BigInt(milliseconds));
      for (const listener of [...listeners]) listener();
    },
    onShift(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    runAt,
  };
}
