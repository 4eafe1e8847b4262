import type { Principal } from "@pakaura/accounts/principal";
import { type ListTasksQuery, listTasksQuerySchema, type TaskPage } from "@pakaura/contract/http";
import { parse } from "@pakaura/service/parse";
import type pg from "pg";
import {
  type Cursor,
  listHash,
  readCursor,
  refusePageAndCursor,
  writeCursor,
} from "../http/cursor.ts";
import type { ListView } from "./list-filter.ts";
import { sorts, stretchesOf } from "./list-order.ts";
import { readSlice } from "./read-slice.ts";
import { readStretch } from "./read-stretch.ts";
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
  const view = { userId: principal.userId, timeZone: principal.timeZone, now: Date.now() };
  const list = hashOf(query, view);
  const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor, list);
  const page = cursor?.page ?? query.page ?? 1;
  const limit = query.per_page + 1;
  const { tasks, total } =
    cursor === undefined
      ? await readSlice(context, query, view, { list, offset: (page - 1) * query.per_page, limit })
      : await readAfter(context, query, view, { list, cursor, limit });
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
  return listHash({ ...filters, order, userId: view.userId, timeZone: view.timeZone });
}

async function readAfter(
  { pool, counts }: ListContext,
  query: ListTasksQuery,
  view: ListView,
  { list, cursor, limit }: { list: string; cursor: Cursor; limit: number },
): Promise<{ tasks: StoredTask[]; total: number }> {
  const counting = counts.count(list, query, view);
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
