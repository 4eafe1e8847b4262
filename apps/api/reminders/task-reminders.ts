import type { StoredTask } from "../tasks/stored-task.ts";
import type { StoredReminder } from "./stored-reminder.ts";

/** The reminders of one task. */
export type TaskReminders = { task: StoredTask; reminders: StoredReminder[] };
