type Bucket = { tokens: number; at: number };

/**
 * Limits by key: each key may spend `capacity` at once, and gets that much back within `periodMs`.
 * https://en.wikipedia.org/wiki/Token_bucket. The clock is a parameter.
 */
export class TokenBucket {
  #buckets = new Map<string, Bucket>();
  readonly #capacity: number;
  readonly #periodMs: number;

  constructor(limit: { capacity: number; periodMs: number }) {
    this.#capacity = limit.capacity;
    this.#periodMs = limit.periodMs;
  }

  /** Whole seconds to wait until the key may spend again; 0 when it may now. */
  secondsToWait(key: string, now: number): number {
    const tokens = this.#tokens(key, now);
    if (tokens >= 1) return 0;
    return Math.ceil(((1 - tokens) * this.#periodMs) / this.#capacity / 1_000);
  }

  /** Takes one token of the key, if it has one. Answers the seconds to wait, 0 when it was taken. */
  take(key: string, now: number): number {
    const seconds = this.secondsToWait(key, now);
    if (seconds === 0) this.#spend(key, now);
    return seconds;
  }

  #spend(key: string, now: number): void {
    if (this.#buckets.size >= 100_000) this.#forgetFull(now);
    this.#buckets.set(key, { tokens: this.#tokens(key, now) - 1, at: now });
  }

  #tokens(key: string, now: number): number {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return this.#capacity;
    const regained = (Math.max(0, now - bucket.at) * this.#capacity) / this.#periodMs;
    return Math.min(this.#capacity, bucket.tokens + regained);
  }

  #forgetFull(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (now - bucket.at >= this.#periodMs) this.#buckets.delete(key);
    }
  }
}
