import type { Queryable } from "@pakaura/database/connection";
import { recurrencePatternSchema, weekdaySchema } from "@pakaura/contract/task";
import pg from "pg";
import type { SeriesValues, StoredRule, StoredTask } from "./stored-task.ts";

/** What the queries of tasks select, from `tasks t left join recurrence_rules r`. */
export const taskColumns = `t.id, t.user_id, t.title, t.notes, t.completed_at, t.due_at, t.due_on,
  t.reminder_lead_minutes, t.reminders_set_at, t.priority, t.tags, t.occurrence, t.occurrence_number, t.series_values, t.recurrence_parent_id, t.version,
  t.created_at, t.series_added_at, t.updated_at, t.deleted_at, t.recurrence_rule_id, r.pattern, r.interval,
  r.day_of_week, r.day_of_month, r.interval_days, r.rrule, r.repeat_from, r.starts_at, r.starts_number,
  r.set_at, r.active`;

export const taskTables = `tasks t left join recurrence_rules r on r.id = t.recurrence_rule_id`;

export type TaskRow = {
  id: string;
  user_id: string;
  title: string;
  notes: string;
  completed_at: string | null;
  due_at: string | null;
  due_on: string | null;
  reminder_lead_minutes: number | null;
  reminders_set_at: string;
  priority: number;
  tags: string[];
  occurrence: string | null;
  occurrence_number: number;
  series_values: Partial<SeriesValues> | null;
  recurrence_parent_id: string | null;
  version: number;
  created_at: string;
  series_added_at: string | null;
  updated_at: string;
  deleted_at: string | null;
  recurrence_rule_id: string | null;
  pattern: string | null;
  interval: number;
  day_of_week: string[] | null;
  day_of_month: number | null;
  interval_days: number | null;
  rrule: string;
  repeat_from: string;
  starts_at: string;
  starts_number: number;
  set_at: string;
  active: boolean;
};

const { DATE: dateType, TIMESTAMPTZ: instantType } = pg.types.builtins;

/**
 * Parsers for these queries: instants come as ISO text, without the detour of a Date, which would be
 * a good part of the work of a page of tasks.
 */
export const taskTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format): unknown => {
    if (oid === instantType) return toIso;
    if (oid === dateType) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  },
};

/** `2026-11-25 09:00:00.5+00` as `2026-11-25T09:00:00.500Z`. */
export function toIso(text: string): string {
  if (!text.endsWith("+00") || text.charCodeAt(10) !== 32) return new Date(text).toISOString();
  const fraction = text.slice(20, -3).padEnd(3, "0").slice(0, 3);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
}

/** The task of a row. */
export function toStoredTask(row: TaskRow): StoredTask {
  return {
    id: row.id,
    userId: row.user_id,
    title: row.title,
    notes: row.notes,
    completedAt: row.completed_at,
    dueAt: row.due_at,
    dueOn: row.due_on,
    reminderLeadMinutes: row.reminder_lead_minutes,
    remindersSetAt: row.reminders_set_at,
    priorityRank: row.priority,
    tags: row.tags,
    rule: row.pattern === null ? null : toRule(row),
    occurrence: row.occurrence,
    occurrenceNumber: row.occurrence_number,
    seriesValues: row.series_values,
    recurrenceParentId: row.recurrence_parent_id,
    version: row.version,
    createdAt: row.created_at,
    seriesAddedAt: row.series_added_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  };
}

function toRule(row: TaskRow): StoredRule {
  return {
    id: row.recurrence_rule_id ?? "",
    pattern: recurrencePatternSchema.parse(row.pattern),
    interval: row.interval,
    dayOfWeek: row.day_of_week === null ? null : weekdaySchema.array().parse(row.day_of_week),
    dayOfMonth: row.day_of_month,
    intervalDays: row.interval_days,
    rrule: row.rrule,
    repeatFrom: row.repeat_from === "completion" ? "completion" : "due_date",
    startsAt: row.starts_at,
    startsNumber: row.starts_number,
    setAt: row.set_at,
    active: row.active,
  };
}

/** The user's tasks of these ids, the trash included; those of others are left out. */
export function readTasks(
  queryable: Queryable,
  userId: string,
  ids: string[],
): Promise<StoredTask[]> {
  return readTasksOfUsers(queryable, [userId], ids);
}

/** The tasks of these ids that belong to one of these users, the trash included. */
export async function readTasksOfUsers(
  queryable: Queryable,
  userIds: string[],
  ids: string[],
): Promise<StoredTask[]> {
  const { rows } = await queryable.query<TaskRow>({
    name: "tasks-of-users",
    text: `select ${taskColumns} from ${taskTables}
      where t.id = any($1::uuid[]) and t.user_id = any($2::uuid[])`,
    values: [ids, userIds],
    types: taskTypes,
  });
  return rows.map(toStoredTask);
}
