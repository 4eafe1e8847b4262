import { latestSequence } from "@pakaura/database/event-log";
import type pg from "pg";
import { countTasks } from "./count-tasks.ts";
import type { ListQuery, ListView } from "./list-filter.ts";

const capacity = 10_000;

/**
 * Counts of lists, remembered for as long as the user's stream stands where it stood: whatever
 * changes a list is an event in it, so a remembered count is exact, in every process. Counting is
 * otherwise most of the work of a page.
 */
export class TaskCounts {
  #counts = new Map<string, { total: number; sequence: number }>();
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** The count of a list as it was last, which may be out of date. `list` is its hash. */
  guess(list: string): number | undefined {
    return this.#counts.get(list)?.total;
  }

  /** The count of a list. */
  async count(list: string, query: ListQuery, view: ListView): Promise<number> {
    // What is overdue or of a named day changes with the clock, and the trash is emptied without an event.
    const { overdue, filter, deleted } = query;
    if (overdue !== undefined || filter !== undefined || deleted === true) {
      return countTasks(this.#pool, query, view);
    }
    const sequence = await latestSequence(this.#pool, view.userId);
    const known = this.#counts.get(list);
    if (known?.sequence === sequence) return known.total;
    const total = await countTasks(this.#pool, query, view);
    if (this.#counts.size >= capacity) this.#counts.clear();
    this.#counts.set(list, { total, sequence });
    return total;
  }
}
