import type { Transport } from "./transport.ts";

/** The connections of this process, from the first byte to the last, signed in or not. */
export class ConnectionSet {
  readonly #connections = new Set<Transport>();
  readonly #timer: NodeJS.Timeout;
  #onEmpty: (() => void) | undefined;
  #isStopped = false;

  /** One timer beats for all of them: a timer each would be much of what an idle connection costs. */
  constructor(everyMs: number) {
    this.#timer = setInterval(() => {
      const now = performance.now();
      for (const connection of this.#connections) connection.beat(now);
    }, everyMs);
    this.#timer.unref();
  }

  get size(): number {
    return this.#connections.size;
  }

  /** True from the moment the server stops: nobody is let in any more. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  add(connection: Transport): void {
    this.#connections.add(connection);
  }

  remove(connection: Transport): void {
    this.#connections.delete(connection);
    if (this.#connections.size === 0) this.#onEmpty?.();
  }

  [Symbol.iterator](): Iterator<Transport> {
    return [...this.#connections].values();
  }

  /** Waits until the last connection is gone; false when that takes longer than `timeoutMs`. */
  becomesEmpty(timeoutMs: number): Promise<boolean> {
    if (this.#connections.size === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), timeoutMs);
      this.#onEmpty = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#timer);
  }
}
