import type { ExportActivityQuery } from "@pakaura/contract/http";
import { dueRangeEnd, dueRangeStart } from "@pakaura/domain/due-date";
import type { SqlValues } from "../http/sql-values.ts";
import { knownDate } from "../tasks/list-filter.ts";

export type ActivityFilter = Omit<ExportActivityQuery, "format">;

/** Whose log, perhaps of one task alone, and where a day of the filter is. */
export type ActivityScope = { userId: string; taskId?: string; timeZone: string };

/** The condition that a list of entries makes of its query. */
export function activityCondition(
  filter: ActivityFilter,
  { userId, taskId, timeZone }: ActivityScope,
  values: SqlValues,
): string {
  const conditions = [`user_id = ${values.add(userId, "uuid")}`];
  for (const id of [taskId, filter.task]) {
    if (id !== undefined) conditions.push(`task_id = ${values.add(id, "uuid")}`);
  }
  if (filter.action !== undefined) {
    conditions.push(`action = any(${values.add(filter.action, "text[]")})`);
  }
  if (filter.actor !== undefined) conditions.push(`actor = ${values.add(filter.actor, "text")}`);
  if (filter.from !== undefined) {
    const start = dueRangeStart(knownDate("from", filter.from), timeZone);
    conditions.push(`time >= ${values.add(start, "timestamptz")}`);
  }
  if (filter.to !== undefined) {
    const end = dueRangeEnd(knownDate("to", filter.to), timeZone);
    // An entry's time has milliseconds, as the end of a day has.
    conditions.push(`time <= ${values.add(end, "timestamptz")}`);
  }
  for (const word of (filter.text ?? "").split(/\s+/u).filter((part) => part !== "")) {
    const pattern = values.add(`%${word.replaceAll(/[\\%_]/g, "\\$&")}%`, "text");
    conditions.push(`(sentence ilike ${pattern} or task_title ilike ${pattern})`);
  }
  return conditions.join(" and ");
}
