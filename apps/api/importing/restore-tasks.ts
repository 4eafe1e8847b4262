import type { ExportedTask } from "@pakaura/contract/transfer";
import { normaliseDueDate } from "@pakaura/domain/due-date";
import { parseRecurrence } from "@pakaura/domain/recurrence";
import { priorityRank } from "@pakaura/domain/priority";
import { normaliseTags } from "@pakaura/domain/tags";
import { createTaskSchema } from "@pakaura/contract/http";
import { nextInstanceId } from "../series/next-instance.ts";
import { type Change, type DecisionContext, toChange } from "../tasks/change.ts";
import type { StoredRule, StoredTask } from "../tasks/stored-task.ts";
import { dueColumns } from "../tasks/task-fields.ts";
import { idInstead } from "../writes/foreign-ids.ts";

/** New ids for tasks and rules whose own are somebody else's. */
export type Ids = (id: string) => string;

/**
 * The ids of restored tasks and rules. Those of `taken` belong to another account, and become others
 * that follow from the user, so that the same export again is the same again; what follows an instance
 * of a series keeps the id that follows from it.
 */
export function restoredIds(
  tasks: readonly ExportedTask[],
  taken: ReadonlySet<string>,
  userId: string,
): Ids {
  const ids = new Map<string, string>();
  const ordered = tasks.toSorted(
    (one, other) => (one.series?.occurrence_number ?? 0) - (other.series?.occurrence_number ?? 0),
  );
  for (const { id } of ordered) {
    const known = ids.get(id);
    const own = known ?? (taken.has(id) ? idInstead(userId, id) : id);
    ids.set(id, own);
    // Whoever is made after this one is known by its id, wherever it stands in the file.
    if (own !== id) ids.set(nextInstanceId(id), nextInstanceId(own));
  }
  return (id) => ids.get(id) ?? (taken.has(id) ? idInstead(userId, id) : id);
}

/** A task of an export as a new one here, or what is wrong with it. */
export function restoreTask(
  task: ExportedTask,
  ids: Ids,
  context: DecisionContext,
): { change: Change } | { error: string } {
  const { timeZone } = context;
  const { title, notes, reminder_lead_minutes: lead } = task;
  const fields = createTaskSchema.safeParse({ title, notes, reminder_lead_minutes: lead });
  if (!fields.success)
    return {
      error: fields.error.issues
        .map(({ path, message }) => `${path.join(".")} ${message}`)
        .join("; "),
    };
  const due = task.due_date === null ? null : normaliseDueDate(task.due_date);
  if (due !== null && "error" in due) return { error: `due_date ${due.error}` };
  const tags = normaliseTags(task.tags);
  if ("errors" in tags) return { error: `tags: ${tags.errors[0]?.message}` };
  const rule = task.series === null ? null : toRule(task.series, ids, context);
  if (rule !== null && "error" in rule) return { error: `series.rrule ${rule.error}` };

  const stored: StoredTask = {
    id: ids(task.id),
    userId: context.userId,
    title: fields.data.title,
    notes,
    completedAt: task.completed_at,
    ...dueColumns(due?.dueDate ?? null, timeZone),
    reminderLeadMinutes: lead,
    remindersSetAt: new Date(context.now).toISOString(),
    priorityRank: priorityRank(task.priority),
    tags: tags.tags,
    rule,
    occurrence: task.series?.occurrence ?? null,
    occurrenceNumber: task.series?.occurrence_number ?? 1,
    seriesValues: task.series === null ? null : toValues(task.series.next_values),
    recurrenceParentId: task.recurrence_parent_id === null ? null : ids(task.recurrence_parent_id),
    version: 1,
    createdAt: task.created_at,
    updatedAt: new Date(context.now).toISOString(),
    deletedAt: task.deleted_at,
  };
  return { change: toChange("task.created", null, stored, context) };
}

function toRule(
  series: NonNullable<ExportedTask["series"]>,
  ids: Ids,
  { timeZone, now }: DecisionContext,
): StoredRule | { error: string } {
  const { rrule, from, starts_at: dueDate } = series;
  const parsed = parseRecurrence({ rrule, from }, { dueDate, timeZone, now });
  if ("error" in parsed) return { error: parsed.error };
  return {
    ...parsed.rule,
    id: ids(series.id),
    pattern: series.pattern,
    interval: series.interval,
    dayOfWeek: series.day_of_week,
    dayOfMonth: series.day_of_month,
    intervalDays: series.interval_days,
    startsNumber: series.starts_number,
    setAt: new Date(now).toISOString(),
    active: series.active,
  };
}

function toValues(
  values: NonNullable<ExportedTask["series"]>["next_values"],
): StoredTask["seriesValues"] {
  if (values === null) return null;
  const { title, notes, reminder_lead_minutes: lead, priority, tags } = values;
  return {
    ...(title === undefined ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
    ...(lead === undefined ? {} : { reminderLeadMinutes: lead }),
    ...(priority === undefined ? {} : { priorityRank: priorityRank(priority) }),
    ...(tags === undefined ? {} : { tags }),
  };
}
