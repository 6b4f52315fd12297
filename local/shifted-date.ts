/** Puts a thread's `Date` on the cloud's clock: real time plus the offset in the clock's shared memory. */

/**
 * Replaces `Date` in this thread so that `Date.now()`, `new Date()` and `Date()` read the cloud's time, at every
 * call anew. `shared` is `Clock.shared`. Timers and `performance.now()` stay on real time. Call it before any module
 * that keeps a reference to `Date.now` is loaded.
 */
export function shiftDate(
  shared: SharedArrayBuffer,
  target: { Date: DateConstructor } = globalThis,
): void {
  const cell = new BigInt64Array(shared);
  const RealDate = target.Date;
  const realNow = RealDate.now;
  const now = () => realNow() + Number(Atomics.load(cell, 0));
  RealDate.now = now;
  const Shifted = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (_, parameters, newTarget) =>
      Reflect.construct(RealDate, parameters.length === 0 ? [now()] : parameters, newTarget),
  });
  RealDate.prototype.constructor = Shifted;
  target.Date = Shifted;
}
