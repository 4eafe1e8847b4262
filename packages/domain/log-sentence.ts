import type { ReminderPayload, StreamEvent } from "@pakaura/contract/events";
import { changesWords } from "./change-words.ts";
import { dateWords, minutesWords } from "./date-words.ts";
import { isAllDay } from "./due-date.ts";

/** What an activity entry says of an event: "Task created: Buy milk", "Priority changed from low to high". */
export function logSentence(event: StreamEvent): string {
  switch (event.type) {
    case "task.created":
      return `Task created: ${event.data.payload.task.title}`;
    case "task.updated":
      return (
        changesWords(event.data.payload.changed_fields) ||
        `Task updated: ${event.data.payload.task.title}`
      );
    case "task.completed":
      return `Task completed: ${event.data.payload.task.title}`;
    case "task.uncompleted":
      return `Task reopened: ${event.data.payload.task.title}`;
    case "task.deleted":
      return `Task deleted: ${event.data.payload.task.title}`;
    case "task.restored":
      return `Task restored: ${event.data.payload.task.title}`;
    case "recurrence.triggered":
      return `Recurrence triggered: ${event.data.payload.task.title}`;
    case "recurrence.instance-created":
      return `Recurring task generated: ${event.data.payload.task.title}`;
    case "recurrence.stopped":
      return `Recurrence stopped: ${event.data.payload.task.title}`;
    case "reminder.scheduled":
      return `Reminder scheduled: ${event.data.payload.task_title}, ${dateWords(event.data.payload.remind_at)}`;
    case "reminder.cancelled":
      return event.data.payload.actor === "user"
        ? `Reminder dismissed: ${event.data.payload.task_title}`
        : `Reminder cancelled: ${event.data.payload.task_title}`;
    case "reminder.fired":
      return `Reminder sent: ${event.data.payload.task_title}${dueWords(event.data.payload, event.time)}`;
    default:
      event satisfies never;
      throw new TypeError("An event of an unknown type has no sentence");
  }
}

/** When a task is due, seen from the moment at which its reminder was sent: ", due in 30 minutes". */
function dueWords(payload: ReminderPayload, sentAt: string): string {
  const late = payload.is_late ? ", late" : "";
  const { due_date: dueDate } = payload;
  if (dueDate === null) return late;
  if (isAllDay(dueDate)) return `, due on ${dateWords(dueDate)}${late}`;
  const minutes = Math.round((Date.parse(dueDate) - Date.parse(sentAt)) / 60_000);
  if (minutes === 0) return `, due now${late}`;
  return minutes > 0
    ? `, due in ${minutesWords(minutes)}${late}`
    : `, due ${minutesWords(-minutes)} ago${late}`;
}
