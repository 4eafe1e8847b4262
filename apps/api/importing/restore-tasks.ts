import type { ExportedTask } from "@pakaura/contract/transfer";
import { normaliseDueDate } from "@pakaura/domain/due-date";
import { restoreRecurrence } from "@pakaura/domain/restore-recurrence";
import { createTaskSchema } from "@pakaura/contract/http";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import { blankTask } from "../tasks/blank-task.ts";
import { type Change, type DecisionContext, toChange } from "../tasks/change.ts";
import type { StoredRule, StoredTask } from "../tasks/stored-task.ts";
import { storedFields } from "../tasks/task-fields.ts";
import { idInstead } from "../writes/foreign-ids.ts";
import { errorsOf, type RowError, rowError } from "./row-errors.ts";

const fieldsSchema = createTaskSchema.omit({ id: true, recurrence: true });

/** New ids for tasks and rules whose own are somebody else's. */
export type Ids = (id: string) => string;

/**
 * The ids of restored tasks and rules. Those of `taken` belong to another account, and become others
 * that follow from the user, so that the same export again is the same again.
 */
export function restoredIds(taken: ReadonlySet<string>, userId: string): Ids {
  return (id) => (taken.has(id) ? idInstead(userId, id) : id);
}

/** A task of an export as a new one here, or what is wrong with it, and with which of its fields. */
export function restoreTask(
  task: ExportedTask,
  ids: Ids,
  context: DecisionContext,
): { change: Change } | { error: RowError; fields: string[] } {
  try {
    return { change: toChange("task.created", null, toStored(task, ids, context), context) };
  } catch (error) {
    const errors = errorsOf(error);
    const fields = errors.map(({ field }) => field.split(".")[0] ?? "");
    return { error: rowError(errors), fields };
  }
}

function toStored(task: ExportedTask, ids: Ids, context: DecisionContext): StoredTask {
  const { title, notes, due_date, reminder_lead_minutes, priority, tags } = task;
  const fields = { title, notes, due_date, reminder_lead_minutes, priority, tags };
  const { recurrence_parent_id: parent } = task;
  const blank = blankTask(ids(task.id), context);
  const plain: StoredTask = {
    ...blank,
    completedAt: iso(task.completed_at),
    recurrenceParentId: parent === null ? null : ids(parent),
    createdAt: iso(task.created_at) ?? blank.createdAt,
    seriesAddedAt: iso(task.added_at ?? null),
    deletedAt: iso(task.deleted_at),
    ...storedFields(parse(fieldsSchema, fields, "task"), context.timeZone),
  };
  return task.series === null ? plain : { ...plain, ...toInstance(task.series, ids, context) };
}

/** What a task is in its series. */
function toInstance(
  series: NonNullable<ExportedTask["series"]>,
  ids: Ids,
  context: DecisionContext,
): Partial<StoredTask> {
  const { next_values: values, occurrence } = series;
  const date = occurrence === null ? { dueDate: null } : normaliseDueDate(occurrence);
  if ("error" in date) throw wrongSeries(`occurrence ${date.error}`);
  return {
    rule: toRule(series, ids, context),
    occurrence: date.dueDate,
    occurrenceNumber: series.occurrence_number,
    seriesValues: values === null ? null : storedFields(values, context.timeZone),
  };
}

function toRule(
  series: NonNullable<ExportedTask["series"]>,
  ids: Ids,
  { now }: DecisionContext,
): StoredRule {
  const { pattern, interval, interval_days: intervalDays, rrule, from, active } = series;
  const told = { pattern, interval, intervalDays, rrule, repeatFrom: from, active };
  const restored = restoreRecurrence({ ...told, startsAt: series.starts_at });
  if ("error" in restored) throw wrongSeries(restored.error);
  return {
    ...restored.rule,
    id: ids(series.id),
    startsNumber: series.starts_number,
    setAt: new Date(now).toISOString(),
  };
}

function wrongSeries(message: string): Problem {
  const errors = [{ field: "series", code: "invalid_series", message }];
  return new Problem("validation_failed", `series: ${message}`, { errors });
}

/** Instants are stored, and told, in milliseconds. */
function iso(instant: string | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
