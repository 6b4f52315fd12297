/** Token buckets: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html */

export interface ThrottleLimits {
  /** Requests a second. */
  readonly rate: number;
  /** Requests at once. */
  readonly burst: number;
}

/** The account's own limits, where a stage says nothing. */
export const ACCOUNT_LIMITS: ThrottleLimits = { rate: 10_000, burst: 5_000 };

/** A bucket that starts full. `now` is in milliseconds and never goes back. */
export class TokenBucket {
  readonly #limits: ThrottleLimits;
  #tokens: number;
  #filledAt: number;

  constructor(limits: ThrottleLimits, now: number) {
    this.#limits = limits;
    this.#tokens = limits.burst;
    this.#filledAt = now;
  }

  /** Whether one more request may pass. */
  take(now: number): boolean {
    const { rate, burst } = this.#limits;
    const gained = ((now - this.#filledAt) / 1000) * rate;
    this.#tokens = Math.min(burst, this.#tokens + gained);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
