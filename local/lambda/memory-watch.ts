/** Watches the memory of a function's thread while it runs. */
import type { Worker } from 'node:worker_threads';

export interface MemoryWatch {
  /** The most that was seen, bytes: heap and buffers. */
  readonly peak: number;
  end(): void;
}

/** Real milliseconds between two looks; each interrupts the thread, and costs this process about as much. */
const INTERVAL = 200;

/**
 * Calls `exceeded` once the thread holds more than `limit` bytes. V8's own limit (`resourceLimits`) does not count
 * buffers, and ends this whole process where one large allocation passes it.
 */
export function watchMemory(worker: Worker, limit: number, exceeded: () => void): MemoryWatch {
  let peak = 0;
  const look = async () => {
    try {
      const { used_heap_size: heap, external_memory: buffers } = await worker.getHeapStatistics();
      peak = Math.max(peak, heap + buffers);
    } catch {
      // The thread is not up yet, or gone: its exit says so.
    }
    if (peak > limit) exceeded();
  };
  const timer = setInterval(look, INTERVAL);
  return {
    get peak() {
      return peak;
    },
    end: () => clearInterval(timer),
  };
}
