type Callback = () => unknown;
type Request = { name: string; callback: Callback; settle: PromiseWithResolvers<unknown> };

/**
 * LockManager as the Web Locks specification has it (https://w3c.github.io/web-locks), for exclusive locks: first
 * come, first served; `steal` takes the lock from whoever holds it, whose request is rejected with an
 * AbortError; `signal` ends a wait, and nothing else.
 */
export class FakeLocks {
  private readonly held = new Map<string, Request>();
  private readonly waiting: Request[] = [];
  private untold: (() => void)[] = [];
  /** Whoever loses its lock to another is told of it by `tellStolen` alone, as a page that is held up. */
  isSilent = false;

  request = (name: string, options: LockOptions, callback: Callback): Promise<unknown> => {
    const { steal = false, signal } = options;
    if (steal && signal) {
      return Promise.reject(new DOMException("steal has no signal", "NotSupportedError"));
    }
    if (signal?.aborted) return Promise.reject(new DOMException("Given up", "AbortError"));
    const request: Request = { name, callback, settle: Promise.withResolvers() };
    if (steal) {
      const loser = this.held.get(name);
      this.untold.push(() =>
        loser?.settle.reject(new DOMException("The lock was stolen", "AbortError")),
      );
      if (!this.isSilent) this.tellStolen();
      this.grant(request);
      return request.settle.promise;
    }
    this.waiting.push(request);
    signal?.addEventListener("abort", () => this.giveUp(request, signal.reason));
    this.process(name);
    return request.settle.promise;
  };

  tellStolen(): void {
    for (const tell of this.untold) tell();
    this.untold = [];
  }

  private giveUp(request: Request, reason: unknown): void {
    const place = this.waiting.indexOf(request);
    if (place < 0) return;
    this.waiting.splice(place, 1);
    request.settle.reject(reason);
  }

  private process(name: string): void {
    if (this.held.has(name)) return;
    const place = this.waiting.findIndex((request) => request.name === name);
    const [next] = place < 0 ? [] : this.waiting.splice(place, 1);
    if (next) this.grant(next);
  }

  private grant(request: Request): void {
    const { name, settle } = request;
    this.held.set(name, request);
    void this.run(request).then(settle.resolve, settle.reject);
  }

  private async run(request: Request): Promise<unknown> {
    const { name, callback } = request;
    // Never within the call that asks.
    await Promise.resolve();
    try {
      return await callback();
    } finally {
      // A lock that was stolen is not this one's to give back.
      if (this.held.get(name) === request) {
        this.held.delete(name);
        this.process(name);
      }
    }
  }
}
