/** Lets one loop sleep until something happened, without losing what happens while it is awake. */
export class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  /** Wakes the sleeper, or the next one at once. */
  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves at the next ring, or after `milliseconds`. One sleeper at a time. */
  async heard(milliseconds?: number): Promise<void> {
    if (!this.#rung)
      await new Promise<void>((resolve) => {
        const timer =
          milliseconds === undefined ? undefined : setTimeout(resolve, Math.max(0, milliseconds));
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.#rung = false;
    this.#wake = undefined;
  }

  /** Resolves with true as soon as `condition` holds after a ring, or with false after `milliseconds`. */
  async until(condition: () => boolean, milliseconds: number): Promise<boolean> {
    const end = performance.now() + milliseconds;
    while (!condition()) {
      const left = end - performance.now();
      if (left <= 0) return false;
      await this.heard(left);
    }
    return true;
  }
}
