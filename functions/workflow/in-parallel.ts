/** Works through many things a few at a time, so that a large backlog does not meet the quotas of what it calls. */

const AT_ONCE = 10;

/** Resolves once `work` is done for each; what it throws is thrown. */
export async function inParallel<T>(
  things: readonly T[],
  work: (thing: T) => Promise<void>,
): Promise<void> {
  const queue = things.values();
  const worker = async () => {
    for (const thing of queue) await work(thing);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
