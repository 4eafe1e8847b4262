import type { ReminderPayload } from "@pakaura/contract/events";
import { dueDateOf } from "../tasks/to-task.ts";
import type { NewEvent } from "../writes/append-events.ts";
import type { TaskReminders } from "./task-reminders.ts";
import { pendingTime } from "./settle-reminders.ts";
import type { StoredReminder } from "./stored-reminder.ts";

/**
 * A reminder says that it is late when it comes this much after its time, or when its time was before
 * this process: after a downtime, however short, but not after a busy second.
 */
const lateMs = 60_000;
const startedAt = performance.timeOrigin;

type ReminderEventType = "reminder.scheduled" | "reminder.cancelled" | "reminder.fired";

/** What the change of a task's reminders from `known` to `reminders` is told as. */
export function reminderEvents(
  one: TaskReminders & { known: readonly StoredReminder[] },
  now: number,
): NewEvent[] {
  const ids = new Set([...one.known, ...one.reminders].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const before = one.known.find((reminder) => reminder.id === id);
    const after = one.reminders.find((reminder) => reminder.id === id);
    const type = typeOf(before, after);
    const reminder = after ?? before;
    return type === null || reminder === undefined ? [] : [toEvent(type, one, reminder, now)];
  });
}

function typeOf(before?: StoredReminder, after?: StoredReminder): ReminderEventType | null {
  const [was, is] = [pendingTime(before), pendingTime(after)];
  // Where it has come before, no more was done than to take back that it comes again.
  const isNew = after?.firedAt !== before?.firedAt;
  if (after?.state === "fired" && before?.state !== "fired" && isNew) return "reminder.fired";
  if (is !== null) return is === was ? null : "reminder.scheduled";
  // Without a time it was not dismissed by anybody: its task is done, which is an event of its own.
  const isDismissed = typeof after?.dismissedAt === "string" && before?.state === "fired";
  return was !== null || isDismissed ? "reminder.cancelled" : null;
}

function toEvent(
  type: ReminderEventType,
  { task }: TaskReminders,
  reminder: StoredReminder,
  now: number,
): NewEvent {
  const remindAt = reminder.remindAt ?? new Date(now).toISOString();
  const remindAtMs = Date.parse(remindAt);
  const isLate = remindAtMs < startedAt || now - remindAtMs >= lateMs;
  const payload: Omit<ReminderPayload, "actor" | "actor_detail"> = {
    reminder_id: reminder.id,
    task_title: task.title,
    due_date: dueDateOf(task),
    remind_at: remindAt,
    is_late: type === "reminder.fired" && isLate,
  };
  return { type, taskId: task.id, payload };
}
