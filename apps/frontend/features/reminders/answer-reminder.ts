import type { SnoozeReminder } from "@pakaura/contract/reminder";
import { taskStore } from "../../app/client.ts";
import { request } from "../../lib/api.ts";
import { tell, tellError } from "../../lib/toast.ts";
import { m } from "../../messages/messages.ts";
import { toggleTask } from "../tasks/task-actions.ts";
import { hideReminders, showReminder, type Fired } from "./fired-reminders.ts";

/** Puts a reminder off; `words` say until when. */
export async function snoozeReminder(
  reminder: Fired,
  until: SnoozeReminder,
  words: string,
): Promise<void> {
  if (await answer(reminder, "snooze", until)) tell(words, { description: reminder.title });
  else tellError(m.reminders.notSnoozed, { description: reminder.title });
}

/** Takes reminders away, here and in every other session. */
export async function dismissReminders(reminders: readonly Fired[]): Promise<void> {
  const answers = await Promise.all(reminders.map((reminder) => answer(reminder, "dismiss", {})));
  const failed = reminders.find((_reminder, index) => !answers[index]);
  if (failed) tellError(m.reminders.notDismissed, { description: failed.title });
}

/** Completes the task that a reminder is of. */
export function completeReminded(reminder: Fired): void {
  hide(reminder);
  const task = taskStore.tasks.get(reminder.taskId);
  if (task && !task.completed) toggleTask(task);
}

/** What is answered goes at once, and comes back when the server could not be told. */
async function answer(
  reminder: Fired,
  what: "snooze" | "dismiss",
  body: SnoozeReminder | Record<string, never>,
): Promise<boolean> {
  hide(reminder);
  try {
    await request(`/api/v1/reminders/${reminder.reminderId}/${what}`, { method: "POST", body });
    return true;
  } catch {
    showReminder(reminder);
    return false;
  }
}

function hide({ reminderId }: Fired): void {
  hideReminders((other) => other.reminderId === reminderId);
}
