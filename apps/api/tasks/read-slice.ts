import type { ListTasksQuery } from "@pakaura/contract/http";
import type pg from "pg";
import type { ListView } from "./list-filter.ts";
import { type Direction, sorts, type Stretch, stretchesOf } from "./list-order.ts";
import { readStretch } from "./read-stretch.ts";
import type { StoredTask } from "./stored-task.ts";
import type { Count, TaskCounts } from "./task-counts.ts";

/** From this offset on it pays to know the count first, and to read a far page from the other end. */
const deepOffset = 1_000;

type Slice = { tasks: StoredTask[]; total: number };

/** The tasks of a list from an offset on, at most `limit`, and how many there are in all. */
export async function readSlice(
  { pool, counts }: { pool: pg.Pool; counts: TaskCounts },
  query: ListTasksQuery,
  view: ListView,
  slice: { list: string; offset: number; limit: number },
): Promise<Slice> {
  const { list, offset, limit } = slice;
  const counting = counts.count(list, query, view);
  if (query.sort !== "due_date" && offset < deepOffset) {
    const direction = query.order ?? sorts[query.sort].defaultDirection;
    const reading = readStretch(pool, query, view, { stretch: "all", direction, offset, limit });
    const [{ total }, tasks] = await Promise.all([counting, reading]);
    return { tasks, total };
  }
  // Read by the last known count meanwhile: most often it still holds.
  const guess = counts.guess(list);
  const guessing = guess && readByCount(pool, query, view, { ...slice, count: guess });
  const [count, guessed] = await Promise.all([counting, guessing]);
  const isRight = guess?.total === count.total && guess.dated === count.dated;
  const tasks =
    guessed && isRight ? guessed : await readByCount(pool, query, view, { ...slice, count });
  return { tasks, total: count.total };
}

/** Reads a slice stretch by stretch, knowing how long each is. */
async function readByCount(
  pool: pg.Pool,
  query: ListTasksQuery,
  view: ListView,
  slice: { offset: number; limit: number; count: Count },
): Promise<StoredTask[]> {
  const direction = query.order ?? sorts[query.sort].defaultDirection;
  const { total, dated } = slice.count;
  const sizes: Record<Stretch, number> = { all: total, dated, undated: total - dated };
  const tasks: StoredTask[] = [];
  let { offset } = slice;
  for (const stretch of stretchesOf(query.sort)) {
    const size = sizes[stretch];
    const limit = Math.min(slice.limit - tasks.length, size - offset);
    if (limit > 0) {
      const range = { stretch, direction, offset, limit, size };
      tasks.push(...(await readFromNearerEnd(pool, query, view, range)));
    }
    offset = Math.max(0, offset - size);
  }
  return tasks;
}

/** The database walks over every row that is skipped, so a far page is read backwards from the end. */
async function readFromNearerEnd(
  pool: pg.Pool,
  query: ListTasksQuery,
  view: ListView,
  range: { stretch: Stretch; direction: Direction; offset: number; limit: number; size: number },
): Promise<StoredTask[]> {
  const { stretch, direction, offset, limit, size } = range;
  if (offset <= size / 2)
    return readStretch(pool, query, view, { stretch, direction, offset, limit });
  const opposite = direction === "asc" ? "desc" : "asc";
  const fromEnd = { stretch, direction: opposite, offset: size - offset - limit, limit } as const;
  return (await readStretch(pool, query, view, fromEnd)).reverse();
}
