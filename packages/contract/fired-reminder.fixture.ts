import type { StreamEvent } from "./events.ts";

type FiredReminder = Extract<StreamEvent, { type: "reminder.fired" }>;
type Given = { title?: string; time?: string; dueDate?: string | null; isLate?: boolean };

/** The event of a reminder that was fired for a user, of a task of its own. */
export function firedReminder(
  userId: string,
  {
    title = "Water the plants",
    time = "2026-11-24T10:00:00.000Z",
    dueDate = null,
    isLate = false,
  }: Given = {},
): FiredReminder {
  const taskId = crypto.randomUUID();
  return {
    specversion: "1.0",
    id: crypto.randomUUID(),
    type: "reminder.fired",
    source: "pakaura/api",
    subject: taskId,
    time,
    datacontenttype: "application/json",
    partitionkey: userId,
    sequence: 1,
    data: {
      user_id: userId,
      task_id: taskId,
      correlation_id: "c",
      payload: {
        reminder_id: crypto.randomUUID(),
        task_title: title,
        due_date: dueDate,
        remind_at: time,
        is_late: isLate,
        actor: "system",
      },
    },
  };
}
