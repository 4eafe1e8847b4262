/**
 * Bounds how many messages a client may send: `burst` at once, and `perSecond` in the long run.
 * It counts only when it is asked, so that an idle connection costs no timer.
 */
export class MessageBudget {
  #left: number;
  #countedAtMs: number;

  constructor(burst: number, nowMs: number) {
    this.#left = burst;
    this.#countedAtMs = nowMs;
  }

  /** Takes one message from the budget; false when there is none left. */
  take({ burst, perSecond, nowMs }: { burst: number; perSecond: number; nowMs: number }): boolean {
    const earned = ((nowMs - this.#countedAtMs) / 1_000) * perSecond;
    this.#left = Math.min(burst, this.#left + earned);
    this.#countedAtMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
