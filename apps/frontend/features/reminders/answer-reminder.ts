import { outbox, taskStore } from "../../app/client.ts";
import { tell } from "../../lib/toast.ts";
import { createdTask } from "../tasks/operation.ts";
import { toggleTask } from "../tasks/task-actions.ts";
import { hideReminders, type Fired } from "./fired-reminders.ts";

/** Puts a reminder off until an instant (ISO 8601); `words` say when it comes. */
export function snoozeReminder(reminder: Fired, until: string, words: string): void {
  hide(reminder);
  outbox.add({ kind: "snooze-reminder", ...aboutOf(reminder), until });
  tell(words, { description: reminder.title });
}

/** Takes reminders away, here and in every other session. */
export function dismissReminders(reminders: readonly Fired[]): void {
  for (const reminder of reminders) {
    hide(reminder);
    outbox.add({ kind: "dismiss-reminder", ...aboutOf(reminder) });
  }
}

/** Completes the task that a reminder is of. */
export function completeReminded(reminder: Fired): void {
  hide(reminder);
  const task = taskStore.tasks.get(reminder.taskId);
  if (task && !task.completed) toggleTask(task);
}

/** What an answer is about. The task may not be known here yet; its title is. */
function aboutOf({ reminderId, taskId, title }: Fired) {
  const known = taskStore.tasks.get(taskId);
  const body = { id: taskId, title };
  const standIn = { kind: "create", taskId, body, key: "", madeAt: "", order: 0 } as const;
  return { reminderId, taskId, base: known ?? createdTask(standIn) };
}

function hide({ reminderId }: Fired): void {
  hideReminders((other) => other.reminderId === reminderId);
}
