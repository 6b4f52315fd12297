/** Work that somebody may end early: what it started is cleaned up either way. */

/** What `work` comes to. @throws the reason of the interruption, where that comes first. */
export async function interruptible<Result>(
  work: Promise<Result>,
  { interruption, clean }: { interruption: AbortSignal; clean: () => Promise<void> },
): Promise<Result> {
  const interrupted = Promise.withResolvers<never>();
  interruption.addEventListener('abort', () => interrupted.reject(interruption.reason));
  try {
    return await Promise.race([work, interrupted.promise]);
  } finally {
    await clean();
    // What it still waits for comes no more, and what it would start is refused.
    work.catch(() => undefined);
  }
}
