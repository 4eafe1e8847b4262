import {
  type ActivityPage,
  type ListActivityQuery,
  listActivityQuerySchema,
} from "@pakaura/contract/http";
import { parse } from "@pakaura/service/parse";
import type pg from "pg";
import { listHash, readCursor, refusePageAndCursor, writeCursor } from "../http/cursor.ts";
import { SqlValues } from "../http/sql-values.ts";
import type { DecisionContext } from "../tasks/change.ts";
import { activityCondition } from "./activity-condition.ts";
import { activityColumns, type ActivityRow } from "./activity-row.ts";
import { markUndoable } from "./mark-undoable.ts";

/** One page of the user's activity, newest first: all of it, or that of one task. */
export async function listActivity(
  pool: pg.Pool,
  scope: { userId: string; taskId?: string },
  rawQuery: unknown,
  context: DecisionContext,
): Promise<ActivityPage> {
  const query = parse(listActivityQuerySchema, rawQuery, "query");
  refusePageAndCursor(query);
  const { page: _page, per_page: _perPage, cursor: _cursor, ...filter } = query;
  const list = listHash([scope, filter]);
  const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor, list);
  const page = cursor?.page ?? query.page ?? 1;
  const [rows, total] = await Promise.all([
    readRows(pool, scope, query, context, cursor?.key),
    countRows(pool, scope, query, context),
  ]);
  const items = await markUndoable(pool, rows.slice(0, query.per_page), context);
  const last = items.at(-1);
  const hasMore = last !== undefined && rows.length > items.length;
  return {
    items,
    page,
    per_page: query.per_page,
    total,
    next_cursor: hasMore
      ? writeCursor({ page: page + 1, key: last.sequence, id: last.id }, list)
      : null,
  };
}

async function readRows(
  pool: pg.Pool,
  scope: { userId: string; taskId?: string },
  query: ListActivityQuery,
  { timeZone }: DecisionContext,
  before: string | number | undefined,
): Promise<ActivityRow[]> {
  const values = new SqlValues();
  const conditions = [activityCondition(query, { ...scope, timeZone }, values)];
  if (before !== undefined) conditions.push(`sequence < ${values.add(before, "bigint")}`);
  const offset = ((query.page ?? 1) - 1) * query.per_page;
  const { rows } = await pool.query<ActivityRow>(
    `select ${activityColumns} from activity_log where ${conditions.join(" and ")}
     order by sequence desc limit ${values.add(query.per_page + 1, "int")} offset ${values.add(offset, "int")}`,
    values.list,
  );
  return rows;
}

async function countRows(
  pool: pg.Pool,
  scope: { userId: string; taskId?: string },
  query: ListActivityQuery,
  { timeZone }: DecisionContext,
): Promise<number> {
  const values = new SqlValues();
  const condition = activityCondition(query, { ...scope, timeZone }, values);
  const { rows } = await pool.query<{ total: number }>(
    `select count(*) as total from activity_log where ${condition}`,
    values.list,
  );
  return Number(rows[0]?.total);
}
