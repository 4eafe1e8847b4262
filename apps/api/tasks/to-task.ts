import type { Recurrence, Task } from "@pakaura/contract/task";
import { isOverdue } from "@pakaura/domain/due-date";
import { priorityOfRank } from "@pakaura/domain/priority";
import { toRecurrence } from "@pakaura/domain/recurrence";
import { isTakenBack } from "../series/is-taken-back.ts";
import type { StoredRule, StoredTask } from "./stored-task.ts";

/** Where and when a task is looked at: the user's time zone, and the time in ms since the epoch. */
export type View = { timeZone: string; now: number };

/** A task as it is answered, and as events carry it. */
export function toTask(stored: StoredTask, view: View): Task {
  const dueDate = dueDateOf(stored);
  const completed = stored.completedAt !== null;
  return {
    id: stored.id,
    title: stored.title,
    notes: stored.notes,
    completed,
    completed_at: stored.completedAt,
    due_date: dueDate,
    reminder_lead_minutes: stored.reminderLeadMinutes,
    priority: priorityOfRank(stored.priorityRank),
    tags: stored.tags,
    recurrence: stored.rule === null ? null : recurrenceOf(stored, stored.rule, view),
    recurrence_parent_id: stored.recurrenceParentId,
    overdue: isOverdue({ dueAt: stored.dueAt, completed }, view.now),
    version: stored.version,
    created_at: stored.createdAt,
    ...(stored.seriesAddedAt === null ? {} : { added_at: stored.seriesAddedAt }),
    updated_at: stored.updatedAt,
    deleted_at: stored.deletedAt,
    ...(isTakenBack(stored) ? { taken_back: true } : {}),
  };
}

function recurrenceOf(stored: StoredTask, rule: StoredRule, view: View): Recurrence {
  const place = { dueDate: occurrenceOf(stored), occurrenceNumber: numberInRule(stored, rule) };
  return toRecurrence(rule, { ...place, ...view });
}

/** The date that the series goes on from: that of the rule, wherever this instance alone was moved to. */
export function occurrenceOf(stored: StoredTask): string | null {
  return stored.occurrence ?? dueDateOf(stored);
}

/** The place of an instance among those that its rule, as it is now, counts. */
export function numberInRule(stored: StoredTask, rule: StoredRule): number {
  return stored.occurrenceNumber - rule.startsNumber + 1;
}

/** The due date as it is answered: the date of an all-day task, else the instant. */
export function dueDateOf(stored: Pick<StoredTask, "dueOn" | "dueAt">): string | null {
  return stored.dueOn ?? stored.dueAt;
}
