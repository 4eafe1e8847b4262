import { dateWords, minutesWords } from "./date-words.ts";
import { englishRecurrence } from "./english-recurrence.ts";
import type { LogWords, ValueWords } from "./log-words.ts";

/** The activity log in English: the sentences that the server writes and answers. */
export const englishLog: LogWords = {
  headlines: {
    "task.created": (title) => `Task created: ${title}`,
    "task.updated": (title) => `Task updated: ${title}`,
    "task.completed": (title) => `Task completed: ${title}`,
    "task.uncompleted": (title) => `Task reopened: ${title}`,
    "task.deleted": (title) => `Task deleted: ${title}`,
    "task.restored": (title) => `Task restored: ${title}`,
    "recurrence.triggered": (title) => `Recurrence triggered: ${title}`,
    "recurrence.instance-created": (title) => `Recurring task generated: ${title}`,
    "recurrence.stopped": (title) => `Recurrence stopped: ${title}`,
    "reminder.scheduled": (title) => `Reminder scheduled: ${title}`,
    "reminder.cancelled": (title) => `Reminder cancelled: ${title}`,
    "reminder.fired": (title) => `Reminder sent: ${title}`,
  },
  reminderDismissed: (title) => `Reminder dismissed: ${title}`,
  title: (old, now) => `Title changed from "${old}" to "${now}"`,
  notes: { added: "Notes added", removed: "Notes removed", changed: "Notes changed" },
  completed: "Marked as completed",
  notCompleted: "Marked as not completed",
  dueDate: valueWords("Due date"),
  reminder: valueWords("Reminder"),
  priority: (old, now) => `Priority changed from ${old} to ${now}`,
  tagsAdded: (tags) => `${tags.length === 1 ? "Tag" : "Tags"} added: ${tags.join(", ")}`,
  tagsRemoved: (tags) => `${tags.length === 1 ? "Tag" : "Tags"} removed: ${tags.join(", ")}`,
  recurrence: {
    ...valueWords("Recurrence"),
    stopped: "Recurrence stopped",
    resumed: (words) => `Recurrence resumed: ${words}`,
  },
  otherField: (field) => `${field.replaceAll("_", " ")} changed`,
  date: dateWords,
  before: (minutes) => (minutes === 0 ? "when it is due" : `${minutesWords(minutes)} before`),
  recurrenceWords: englishRecurrence,
};

function valueWords(name: string): ValueWords {
  return {
    removed: `${name} removed`,
    set: (value) => `${name} set to ${value}`,
    changed: (old, now) => `${name} changed from ${old} to ${now}`,
  };
}
