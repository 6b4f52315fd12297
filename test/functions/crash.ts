/** Lets a function die between any two of its steps. */

export class Crash extends Error {}

/**
 * Dependencies of which the n-th call (1, 2, …) is the last: it does its work, and the answer never arrives. Later
 * calls do nothing at all. `calls` tells their names in order.
 */
export function crashAfter<Dependencies extends object>(
  dependencies: Dependencies,
  n: number,
): { dependencies: Dependencies; calls: string[] } {
  const calls: string[] = [];

  const wrap = <T extends object>(target: T, path: string): T =>
    new Proxy(target, {
      get(object, name) {
        const member: unknown = Reflect.get(object, name);
        const where = path ? `${path}.${String(name)}` : String(name);
        if (typeof member === 'function')
          return (...given: unknown[]) => run(object, member, given, where);
        return typeof member === 'object' && member !== null ? wrap(member, where) : member;
      },
    });

  const run = (object: object, member: CallableFunction, given: unknown[], where: string) => {
    // The clock is not a step.
    if (where === 'now') return Reflect.apply(member, object, given);
    // Not thrown here and now: what was begun beside it would be left without anybody who waits for it.
    if (calls.length >= n) return Promise.reject(new Crash());
    calls.push(where);
    const last = calls.length === n;
    const answer: unknown = Reflect.apply(member, object, given);
    if (!last) return answer;
    return Promise.resolve(answer).then(() => {
      throw new Crash();
    });
  };

  return { dependencies: wrap(dependencies, ''), calls };
}
