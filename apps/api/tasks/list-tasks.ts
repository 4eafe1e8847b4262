import type { Principal } from "@pakaura/accounts/principal";
import { type ListTasksQuery, listTasksQuerySchema, type TaskPage } from "@pakaura/contract/http";
import { parse } from "@pakaura/service/parse";
import type pg from "pg";
import { listHash, readCursor, refusePageAndCursor, writeCursor } from "../http/cursor.ts";
import type { ListView } from "./list-filter.ts";
import { listOrder } from "./list-order.ts";
import { readListPart } from "./read-list-part.ts";
import { readSlice } from "./read-slice.ts";
import type { StoredTask } from "./stored-task.ts";
import type { TaskCounts } from "./task-counts.ts";
import { toTask } from "./to-task.ts";

export type ListContext = { pool: pg.Pool; counts: TaskCounts };

/** One page of the user's tasks, by the query of `GET /tasks`. */
export async function listTasks(
  context: ListContext,
  principal: Principal,
  rawQuery: unknown,
): Promise<TaskPage> {
  const query = parse(listTasksQuerySchema, rawQuery, "query");
  refusePageAndCursor(query);
  const { userId, timeZone, weekStart } = principal;
  const view = { userId, timeZone, weekStart, now: Date.now() };
  const order = listOrder(query);
  const list = hashOf(query, view);
  const { tasks, total, page } = await readPage(context, query, view, list);
  const items = tasks.slice(0, query.per_page);
  const last = items.at(-1);
  const hasMore = last !== undefined && tasks.length > items.length;
  return {
    items: items.map((task) => toTask(task, view)),
    page,
    per_page: query.per_page,
    total,
    next_cursor: hasMore
      ? writeCursor({ page: page + 1, key: order.keyOf(last), id: last.id }, list)
      : null,
  };
}

/** The tasks of the page, and one more if there is one. */
async function readPage(
  context: ListContext,
  query: ListTasksQuery,
  view: ListView,
  list: string,
): Promise<{ tasks: StoredTask[]; total: number; page: number }> {
  const order = listOrder(query);
  const limit = query.per_page + 1;
  if (query.cursor === undefined) {
    const page = query.page ?? 1;
    const offset = (page - 1) * query.per_page;
    return { ...(await readSlice(context, query, view, { list, order, offset, limit })), page };
  }
  const after = readCursor(query.cursor, list);
  const [tasks, total] = await Promise.all([
    readListPart(context.pool, query, view, order, { after, limit }),
    context.counts.count(list, query, view),
  ]);
  return { tasks, total, page: after.page };
}

function hashOf(query: ListTasksQuery, view: ListView): string {
  const { page: _page, per_page: _perPage, cursor: _cursor, ...filters } = query;
  const { direction } = listOrder(query);
  return listHash({ ...filters, ...view, direction, now: null });
}
