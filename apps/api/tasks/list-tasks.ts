import type { Principal } from "@pakaura/accounts/principal";
import { type ListTasksQuery, listTasksQuerySchema, type TaskPage } from "@pakaura/contract/http";
import { parse } from "@pakaura/service/parse";
import type pg from "pg";
import { listHash, readCursor, refusePageAndCursor, writeCursor } from "../http/cursor.ts";
import { countTasks } from "./count-tasks.ts";
import type { ListView } from "./list-filter.ts";
import { sorts, stretchesOf } from "./list-order.ts";
import { readSlice } from "./read-slice.ts";
import { readStretch } from "./read-stretch.ts";
import type { StoredTask } from "./stored-task.ts";
import { toTask } from "./to-task.ts";

/** One page of the user's tasks, by the query of `GET /tasks`. */
export async function listTasks(
  pool: pg.Pool,
  principal: Principal,
  rawQuery: unknown,
): Promise<TaskPage> {
  const query = parse(listTasksQuerySchema, rawQuery, "query");
  refusePageAndCursor(query);
  const view = { userId: principal.userId, timeZone: principal.timeZone, now: Date.now() };
  const list = hashOf(query, view);
  const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor, list);
  const page = cursor?.page ?? query.page ?? 1;
  const limit = query.per_page + 1;
  const { tasks, total } =
    cursor === undefined
      ? await readSlice(pool, query, view, { offset: (page - 1) * query.per_page, limit })
      : await readAfter(pool, query, view, { cursor, limit });
  const items = tasks.slice(0, query.per_page);
  const last = items.at(-1);
  const hasMore = last !== undefined && tasks.length > items.length;
  return {
    items: items.map((task) => toTask(task, view)),
    page,
    per_page: query.per_page,
    total,
    next_cursor: hasMore
      ? writeCursor({ page: page + 1, key: sorts[query.sort].keyOf(last), id: last.id }, list)
      : null,
  };
}

function hashOf(query: ListTasksQuery, view: ListView): string {
  const { page: _page, per_page: _perPage, cursor: _cursor, ...filters } = query;
  const order = query.order ?? sorts[query.sort].defaultDirection;
  return listHash({ ...filters, order, userId: view.userId });
}

async function readAfter(
  pool: pg.Pool,
  query: ListTasksQuery,
  view: ListView,
  { cursor, limit }: { cursor: ReturnType<typeof readCursor>; limit: number },
): Promise<{ tasks: StoredTask[]; total: number }> {
  const counting = countTasks(pool, query, view);
  const direction = query.order ?? sorts[query.sort].defaultDirection;
  const tasks: StoredTask[] = [];
  const stretches = stretchesOf(query.sort);
  const begun = cursor.key === null ? stretches.slice(-1) : stretches;
  for (const [index, stretch] of begun.entries()) {
    if (tasks.length === limit) break;
    const after = index === 0 ? cursor : undefined;
    const part = { stretch, direction, limit: limit - tasks.length, after };
    tasks.push(...(await readStretch(pool, query, view, part)));
  }
  return { tasks, total: (await counting).total };
}
