import type { Queryable } from "@pakaura/database/connection";
import type { ReadState } from "./log-position.ts";
import { type Page, readPage } from "./read-page.ts";

/**
 * The end of the event log, read once for all consumers that stand at the same state: what is new
 * after a state never changes, only grows, so an answer is good for whoever asks later.
 */
export type Tail = {
  read: (state: ReadState) => Promise<Page>;
  /** Events were committed: whoever waits reads again. */
  wake: () => void;
  /** Resolves at the next wake, or at the slow poll. Called without an await after `read` it misses none. */
  nextWake: (page: Page, signal: AbortSignal) => Promise<void>;
};

type Reading = { wakes: number; page: Promise<Page> };

/** Answers kept for others: more would only hold memory. */
const keptReadings = 16;

export function createTail({
  queryable,
  pollMs,
}: {
  queryable: () => Queryable;
  pollMs: number;
}): Tail {
  const readings = new Map<string, Reading>();
  const wakesOfPage = new WeakMap<Page, number>();
  const waiting = new Set<() => void>();
  let wakes = 0;

  function keyOf({ seen, after, until, held = [] }: ReadState): string {
    const places = [after.position, ...held.map(({ position }) => position)].join();
    return `${seen} ${after.transactionId} ${places} ${until ?? ""}`;
  }

  function startReading(key: string, state: ReadState): Reading {
    const reading: Reading = { wakes, page: readPage(queryable(), state) };
    readings.delete(key);
    readings.set(key, reading);
    for (const oldest of readings.keys()) {
      if (readings.size <= keptReadings) break;
      readings.delete(oldest);
    }
    reading.page.then(
      (page) => wakesOfPage.set(page, reading.wakes),
      () => readings.get(key) === reading && readings.delete(key),
    );
    return reading;
  }

  function wake(): void {
    wakes += 1;
    for (const resume of waiting) resume();
    waiting.clear();
  }

  return {
    wake,
    async read(state) {
      const key = keyOf(state);
      const known = readings.get(key);
      if (known) {
        const page = await known.page;
        if (page.rows.length > 0 || (known.wakes === wakes && readings.get(key) === known))
          return page;
      }
      const newer = readings.get(key);
      if (newer && newer !== known && newer.wakes === wakes) return newer.page;
      return startReading(key, state).page;
    },
    async nextWake(page, signal) {
      if (wakesOfPage.get(page) !== wakes || signal.aborted) return;
      await new Promise<void>((resolve) => {
        const finish = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", finish);
          waiting.delete(finish);
          resolve();
        };
        const timer = setTimeout(wake, pollMs).unref();
        signal.addEventListener("abort", finish, { once: true });
        waiting.add(finish);
      });
    },
  };
}
