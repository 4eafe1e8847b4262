import type { FieldChanges, Task } from "@pakaura/contract/task";

/** The fields that a person can change, in the order in which the log tells of them. */
export const loggedFields = [
  "title",
  "notes",
  "completed",
  "due_date",
  "reminder_lead_minutes",
  "priority",
  "tags",
  "recurrence",
] as const;
export type LoggedField = (typeof loggedFields)[number];

/** What a field is when nobody has set it. */
export const unsetFields: Record<LoggedField, unknown> = {
  title: null,
  notes: "",
  completed: false,
  due_date: null,
  reminder_lead_minutes: null,
  priority: "none",
  tags: [],
  recurrence: null,
};

/**
 * What changed between two states of a task, by field (FR-019). For a new task (`before` is null) the
 * fields that were given a value, with `old` null. `next_dates` follow from the rule and the clock,
 * so they are neither compared nor kept.
 */
export function diffTask(before: Task | null, after: Task): FieldChanges {
  const changes: FieldChanges = {};
  for (const field of loggedFields) {
    const old = before === null ? unsetFields[field] : loggedValue(before, field);
    const now = loggedValue(after, field);
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    changes[field] = { old: before === null ? null : old, new: now };
  }
  return changes;
}

/** The value of a field as the log keeps it. */
export function loggedValue(task: Task, field: LoggedField): unknown {
  if (field !== "recurrence" || task.recurrence === null) return task[field];
  const { next_dates: _, ...rule } = task.recurrence;
  return rule;
}
