import type { Priority } from "@pakaura/contract/task";
import type { UpdateTask } from "@pakaura/contract/http";
import { priorityOfRank, priorityRank } from "../../priority.ts";
import { normaliseTags } from "../../tags.ts";
import type { Change } from "../change.ts";
import type { SpokenAt } from "../moment.ts";
import type { Operation } from "../operation.ts";
import { atTime, movedBy } from "../reading/move-by.ts";
import type { Rule, When } from "../reading/read-when.ts";
import { dayOf, isSeries } from "../targets/match-filter.ts";
import { nextDueDate } from "./next-due-date.ts";
import type { AssistantReminder, AssistantTask } from "../world.ts";

/** What a change to a task comes to: an operation, nothing to do, or why it cannot be. */
export type Applied =
  | { operation: Operation; after: AssistantTask }
  | { nothing: "same" }
  | { problem: "no reminder" | "no date" | "not a time" | "tags" | "no series" | "other day" };

type Place = { at: SpokenAt; reminders: readonly AssistantReminder[] };

/** The operation that a change is to a task, and the task after it. */
export function applyChange(change: Change, task: AssistantTask, place: Place): Applied {
  switch (change.does) {
    case "complete":
      return task.completed ? same : done("complete", task, { completed: true });
    case "uncomplete":
      return task.completed ? done("uncomplete", task, { completed: false }) : same;
    case "delete":
    case "restore":
      return done(change.does, task, {});
    case "when":
      return update(task, { due_date: dueDateOf(change.when, task, place.at) });
    case "shift": {
      if (task.due_date === null) return { problem: "no date" };
      const when = movedBy(task.due_date, change, place.at);
      return when ? update(task, { due_date: when.dueDate }) : { problem: "not a time" };
    }
    case "skip":
      return skipped(task, change.day, place.at);
    case "noDate":
      return update(task, { due_date: null });
    case "priority":
      return update(task, { priority: change.priority });
    case "raise":
    case "lower":
      return update(task, { priority: stepped(task.priority, change.does) });
    case "tag":
      return tagged(task, [...task.tags, ...change.tags]);
    case "untag": {
      const { tags } = change;
      return tagged(task, tags === "all" ? [] : task.tags.filter((tag) => !tags.includes(tag)));
    }
    case "rule":
      return ruled(task, change.rule);
    case "lead":
      return update(task, { reminder_lead_minutes: change.minutes });
    case "title":
      return update(task, { title: change.title });
    case "notes":
      return update(task, { notes: change.notes });
    case "snooze": {
      const reminder = place.reminders.find(({ task_id: id }) => id === task.id);
      if (reminder === undefined) return { problem: "no reminder" };
      const operation = { op: "snooze_reminder", id: reminder.id, until: change.until } as const;
      return { operation, after: task };
    }
  }
}

const same: Applied = { nothing: "same" };

function done(
  op: "complete" | "uncomplete" | "delete" | "restore",
  task: AssistantTask,
  after: Partial<AssistantTask>,
): Applied {
  return { operation: { op, id: task.id }, after: { ...task, ...after } };
}

/** A day alone keeps the time of day; a time alone keeps the day. */
function dueDateOf(when: When, task: AssistantTask, { timeZone }: SpokenAt): string {
  const old = task.due_date;
  if (old === null || (when.saysDay && when.saysTime)) return when.dueDate;
  if (when.saysDay)
    return old.length === 10 ? when.dueDate : atTime(when.dueDate, timeOf(old, timeZone), timeZone);
  const day = old.length === 10 ? old : zoned(old, timeZone).toPlainDate().toString();
  return atTime(day, timeOf(when.dueDate, timeZone), timeZone);
}

function timeOf(instant: string, timeZone: string): Temporal.PlainTime {
  return zoned(instant, timeZone).toPlainTime();
}

function zoned(instant: string, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
}

/** A date or a time that was said with a recurrence is the first of the series. */
function ruled(task: AssistantTask, rule: Rule | null): Applied {
  const first = rule?.dueDate ?? null;
  const recurrence = rule?.recurrence ?? null;
  return updateAll(task, { recurrence, ...(first === null ? {} : { due_date: first }) });
}

/** The next date of a series in place of this one. What was named by another day is another instance. */
function skipped(task: AssistantTask, day: string | null, at: SpokenAt): Applied {
  const next = nextDueDate(task, at);
  if (next === null) return { problem: "no series" };
  const isOther = day !== null && day !== dayOf(task.due_date, at.timeZone);
  return isOther ? { problem: "other day" } : updateAll(task, { due_date: next });
}

function stepped(priority: Priority, direction: "raise" | "lower"): Priority {
  const rank = priorityRank(priority) + (direction === "raise" ? 1 : -1);
  return priorityOfRank(Math.min(4, Math.max(0, rank)));
}

function tagged(task: AssistantTask, tags: readonly string[]): Applied {
  const normal = normaliseTags(tags);
  return "tags" in normal ? update(task, { tags: normal.tags }) : { problem: "tags" };
}

/** An update of a task; one instance of a series moves alone. */
function update(task: AssistantTask, body: UpdateTask): Applied {
  const applied = updateAll(task, body);
  const isMoved = body.due_date !== undefined && body.due_date !== null && isSeries(task);
  if (!("operation" in applied) || applied.operation.op !== "update" || !isMoved) return applied;
  return { ...applied, operation: { ...applied.operation, scope: "this" } };
}

/** An update that those of a series that follow take part in. */
function updateAll(task: AssistantTask, body: UpdateTask): Applied {
  const before = new Map<string, unknown>(Object.entries({ notes: "", ...task }));
  const isSame = Object.entries(body).every(
    ([field, value]) => JSON.stringify(before.get(field)) === JSON.stringify(value),
  );
  if (isSame) return same;
  return { operation: { op: "update", id: task.id, body }, after: { ...task, ...body } };
}
