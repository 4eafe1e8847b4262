import type { Principal } from "@pakaura/accounts/principal";
import { type ListTasksQuery, listTasksQuerySchema, type TaskPage } from "@pakaura/contract/http";
import { similarWords } from "@pakaura/domain/search-similar";
import { parse } from "@pakaura/service/parse";
import type pg from "pg";
import {
  isCursorOf,
  listHash,
  readCursor,
  refusePageAndCursor,
  writeCursor,
} from "../http/cursor.ts";
import type { ListQuery, ListView } from "./list-filter.ts";
import { listOrder } from "./list-order.ts";
import { readListPart } from "./read-list-part.ts";
import { readSlice } from "./read-slice.ts";
import type { StoredTask } from "./stored-task.ts";
import type { TaskCounts } from "./task-counts.ts";
import { toTask } from "./to-task.ts";

export type ListContext = { pool: pg.Pool; counts: TaskCounts };
type Page = { tasks: StoredTask[]; total: number; page: number };

/**
 * One page of the user's tasks, by the query of `GET /tasks`. Where no task has the words of its search, those that
 * have similar ones.
 */
export async function listTasks(
  context: ListContext,
  principal: Principal,
  rawQuery: unknown,
): Promise<TaskPage> {
  const asked = parse(listTasksQuerySchema, rawQuery, "query");
  refusePageAndCursor(asked);
  const { userId, timeZone, weekStart } = principal;
  const view = { userId, timeZone, weekStart, now: Date.now() };
  const { query, tasks, total, page } = await readFound(context, asked, view);
  const order = listOrder(query);
  const items = tasks.slice(0, query.per_page);
  const last = items.at(-1);
  const hasMore = last !== undefined && tasks.length > items.length;
  return {
    items: items.map((task) => toTask(task, view)),
    page,
    per_page: query.per_page,
    total,
    next_cursor: hasMore
      ? writeCursor({ page: page + 1, key: order.keyOf(last), id: last.id }, hashOf(query, view))
      : null,
    ...(query.isSimilar && total > 0 ? { search_matched: "similar" } : {}),
  };
}

/** The page as it was asked for, or that of the similar list when there is none; a cursor goes on in the list that it is of. */
async function readFound(
  context: ListContext,
  asked: ListTasksQuery,
  view: ListView,
): Promise<Page & { query: ListQuery }> {
  const similar = similarQuery(asked);
  const { cursor } = asked;
  if (similar !== null && cursor !== undefined && isCursorOf(cursor, hashOf(similar, view)))
    return { query: similar, ...(await readPage(context, similar, view)) };
  const found = await readPage(context, asked, view);
  if (similar === null || found.total > 0 || cursor !== undefined)
    return { query: asked, ...found };
  return { query: similar, ...(await readPage(context, similar, view)) };
}

/** Null for a query without a word that may have an error. */
function similarQuery(query: ListTasksQuery): ListQuery | null {
  const words = query.search === undefined ? null : similarWords(query.search);
  return words === null ? null : { ...query, isSimilar: true };
}

/** The tasks of the page, and one more if there is one. */
async function readPage(context: ListContext, query: ListQuery, view: ListView): Promise<Page> {
  const list = hashOf(query, view);
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

function hashOf(query: ListQuery, view: ListView): string {
  const { page: _page, per_page: _perPage, cursor: _cursor, ...filters } = query;
  const { direction } = listOrder(query);
  return listHash({ ...filters, ...view, direction, now: null });
}
