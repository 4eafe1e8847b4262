import type { SnoozeReminder } from "@pakaura/contract/reminder";
import { Problem } from "@pakaura/service/problem";
import type { StoredTask } from "../tasks/stored-task.ts";
import type { StoredReminder } from "./stored-reminder.ts";

/**
 * A reminder that comes again at another time. Throws `validation_failed` for a time that has passed,
 * `conflict` when the task is completed.
 */
export function snooze(
  reminder: StoredReminder,
  body: SnoozeReminder,
  { task, now }: { task: StoredTask; now: number },
): StoredReminder {
  if (task.completedAt !== null) throw new Problem("conflict", "The task is completed.");
  const untilMs = "minutes" in body ? now + body.minutes * 60_000 : Date.parse(body.until);
  if (untilMs <= now) throw hasPassed("until");
  const remindAt = new Date(untilMs).toISOString();
  return { ...reminder, state: "pending", isSnoozed: true, remindAt, dismissedAt: null };
}

/** A reminder that was seen, or that is not wanted any more; the task's other ones stay. */
export function dismiss(reminder: StoredReminder, now: number): StoredReminder {
  if (reminder.state === "dismissed") return reminder;
  return { ...reminder, state: "dismissed", dismissedAt: new Date(now).toISOString() };
}

/**
 * A lead time that an instance of a series has no more. Its row stays: it is not taken over again from the
 * instance before, as when the event that made this one is delivered twice.
 */
export function remove(reminder: StoredReminder): StoredReminder {
  const none = { leadMinutes: null, dueDate: null, remindAt: null };
  return { ...reminder, ...none, isSnoozed: false, state: "cancelled" };
}

/** Whether a reminder is there no more, though its row is. */
export function isRemoved({ leadMinutes, remindAt, state }: StoredReminder): boolean {
  return state === "cancelled" && leadMinutes === null && remindAt === null;
}

/** The problem of a time at which nobody can be reminded any more. */
export function hasPassed(field: string): Problem {
  return new Problem("validation_failed", "The time of this reminder has passed.", {
    errors: [{ field, code: "has_passed", message: "must be in the future" }],
  });
}
