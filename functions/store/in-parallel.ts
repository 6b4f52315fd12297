/** Does work for each of many, so many at a time: what it calls has quotas. */

/** Resolves when `work` is done for every one; what it throws is thrown. */
export async function inParallel<One>(
  all: Iterable<One>,
  places: number,
  work: (one: One) => Promise<unknown>,
): Promise<void> {
  const queue = all[Symbol.iterator]();
  const next = { [Symbol.iterator]: () => queue };
  await Promise.all(
    Array.from({ length: places }, async () => {
      for (const one of next) await work(one);
    }),
  );
}
