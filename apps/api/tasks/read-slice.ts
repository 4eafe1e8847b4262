import type pg from "pg";
import type { ListQuery, ListView } from "./list-filter.ts";
import type { ListOrder } from "./list-order.ts";
import { readListPart } from "./read-list-part.ts";
import type { StoredTask } from "./stored-task.ts";
import type { TaskCounts } from "./task-counts.ts";

/** From this offset on it pays to know the count first, and to read a far page from the other end. */
const deepOffset = 1_000;

export type Slice = { list: string; order: ListOrder; offset: number; limit: number };

/** The tasks of a list from an offset on, at most `limit`, and how many there are in all. */
export async function readSlice(
  { pool, counts }: { pool: pg.Pool; counts: TaskCounts },
  query: ListQuery,
  view: ListView,
  slice: Slice,
): Promise<{ tasks: StoredTask[]; total: number }> {
  const { list, order, offset, limit } = slice;
  const counting = counts.count(list, query, view);
  if (offset < deepOffset) {
    const reading = readListPart(pool, query, view, order, { offset, limit });
    const [total, tasks] = await Promise.all([counting, reading]);
    return { tasks, total };
  }
  // Read by the last known count meanwhile: most often it still holds.
  const guess = counts.guess(list);
  const guessing = guess === undefined ? null : readDeep(pool, query, view, slice, guess);
  const [total, guessed] = await Promise.all([counting, guessing]);
  const tasks =
    guessed !== null && guess === total ? guessed : await readDeep(pool, query, view, slice, total);
  return { tasks, total };
}

/** The database walks over every row that is skipped, so a far page is read backwards from the end. */
async function readDeep(
  pool: pg.Pool,
  query: ListQuery,
  view: ListView,
  { order, offset, ...slice }: Slice,
  total: number,
): Promise<StoredTask[]> {
  const limit = Math.min(slice.limit, total - offset);
  if (limit <= 0) return [];
  if (offset <= total / 2) return readListPart(pool, query, view, order, { offset, limit });
  const part = { offset: total - offset - limit, limit, isBackwards: true };
  return (await readListPart(pool, query, view, order, part)).reverse();
}
