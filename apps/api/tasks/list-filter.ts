import type { Principal } from "@pakaura/accounts/principal";
import type { ListTasksQuery } from "@pakaura/contract/http";
import { dueRangeEnd, dueRangeStart, normaliseDueDate } from "@pakaura/domain/due-date";
import { priorityRank } from "@pakaura/domain/priority";
import { resolveFilter } from "@pakaura/domain/filter/resolve-filter";
import { normaliseTag } from "@pakaura/domain/tags";
import { Problem } from "@pakaura/service/problem";
import { takenBackCondition } from "../series/is-taken-back.ts";
import { filterCondition } from "../filters/filter-condition.ts";
import { knownFilter } from "../filters/known-filter.ts";
import type { SqlValues } from "../http/sql-values.ts";
import { searchConditions } from "./search-conditions.ts";

/** Whose tasks, and when and where "now" is. */
export type ListView = Pick<Principal, "userId" | "timeZone" | "weekStart"> & { now: number };

/** The query of a list. `isSimilar`: each longer word of its search may have one typing error. */
export type ListQuery = ListTasksQuery & { isSimilar?: true };

/** The condition that a list of tasks (alias `t`) makes of its query. */
export function listCondition(query: ListQuery, view: ListView, values: SqlValues): string {
  const conditions = [
    `t.user_id = ${values.add(view.userId, "uuid")}`,
    query.deleted === true
      ? `t.deleted_at is not null and not ${takenBackCondition}`
      : "t.deleted_at is null",
  ];
  if (query.completed !== undefined) {
    conditions.push(`t.completed_at is ${query.completed ? "not null" : "null"}`);
  }
  if (query.has_due_date !== undefined) {
    conditions.push(`t.due_at is ${query.has_due_date ? "not null" : "null"}`);
  }
  if (query.overdue !== undefined) {
    const now = values.add(new Date(view.now).toISOString(), "timestamptz");
    conditions.push(
      query.overdue
        ? `(t.completed_at is null and t.due_at < ${now})`
        : `(t.completed_at is not null or t.due_at is null or t.due_at >= ${now})`,
    );
  }
  if (query.priority !== undefined) {
    const ranks = query.priority.map(priorityRank);
    conditions.push(`t.priority = any(${values.add(ranks, "smallint[]")})`);
  }
  if (query.tag !== undefined) {
    conditions.push(`t.tags && ${values.add(query.tag.map(knownTag), "text[]")}`);
  }
  if (query.due_after !== undefined) {
    const start = dueRangeStart(knownDate("due_after", query.due_after), view.timeZone);
    conditions.push(`t.due_at >= ${values.add(start, "timestamptz")}`);
  }
  if (query.due_before !== undefined) {
    const end = dueRangeEnd(knownDate("due_before", query.due_before), view.timeZone);
    // Twice the same: as the index of open tasks has it, and as that of all due dates has it.
    const latest = values.add(end, "timestamptz");
    conditions.push(`t.due_at <= ${latest}`);
    conditions.push(`coalesce(t.due_at, 'infinity'::timestamptz) <= ${latest}`);
  }
  conditions.push(...searchConditions(query, values));
  if (query.filter !== undefined) {
    const filter = resolveFilter(knownFilter("filter", query.filter), view);
    conditions.push(filterCondition(filter, values));
  }
  return conditions.join(" and ");
}

function knownTag(text: string, index: number): string {
  const tag = normaliseTag(text);
  if (tag !== null) return tag;
  throw new Problem("validation_failed", `No task can have the tag ${JSON.stringify(text)}.`, {
    errors: [{ field: `tag.${index}`, code: "invalid_tag", message: "is not a tag" }],
  });
}

/** A date or an instant of a query, normalised. Throws `validation_failed` when there is no such time. */
export function knownDate(field: string, text: string): string {
  const result = normaliseDueDate(text);
  if ("dueDate" in result) return result.dueDate;
  throw new Problem("validation_failed", `${field}: ${result.error}`, {
    errors: [{ field, code: "invalid_date", message: result.error }],
  });
}
