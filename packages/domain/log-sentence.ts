import type { ReminderPayload, StreamEvent } from "@pakaura/contract/events";
import { dateWords, minutesWords } from "./date-words.ts";
import { isAllDay } from "./due-date.ts";
import { englishLog } from "./english-log.ts";
import { entrySentence } from "./entry-sentence.ts";

/** What an activity entry says of an event: "Task created: Buy milk", "Priority changed from low to high". */
export function logSentence(event: StreamEvent): string {
  const { payload } = event.data;
  const sentence = entrySentence(
    {
      action: event.type,
      actor: payload.actor,
      actor_detail: payload.actor_detail,
      task_title: "task" in payload ? payload.task.title : payload.task_title,
      changes: "changed_fields" in payload ? payload.changed_fields : {},
    },
    englishLog,
  );
  if (sentence === null) throw new TypeError(`${event.type} has no sentence`);
  if (event.type === "reminder.scheduled") {
    return `${sentence}, ${dateWords(event.data.payload.remind_at)}`;
  }
  return event.type === "reminder.fired"
    ? `${sentence}${dueWords(event.data.payload, event.time)}`
    : sentence;
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
