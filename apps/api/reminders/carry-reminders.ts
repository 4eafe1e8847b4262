import type { Queryable } from "@pakaura/database/connection";
import type { StoredTask } from "../tasks/stored-task.ts";
import type { TaskReminders } from "./task-reminders.ts";
import { newReminder } from "./settle-reminders.ts";
import { addedReminderId, ownReminderId, type StoredReminder } from "./stored-reminder.ts";

/** The lead times that were added to the instance before this one in its series, in minutes. */
export async function readCarriedLeads(
  queryable: Queryable,
  userId: string,
  taskId: string,
): Promise<number[]> {
  const { rows } = await queryable.query<{ id: string; task_id: string; lead_minutes: number }>({
    name: "carried-leads",
    text: `select reminders.id, reminders.task_id, reminders.lead_minutes
      from tasks join tasks as last on last.recurrence_rule_id = tasks.recurrence_rule_id
        and last.occurrence_number = tasks.occurrence_number - 1
      join reminders on reminders.task_id = last.id
      where tasks.id = $1 and tasks.user_id = $2 and reminders.lead_minutes is not null`,
    values: [taskId, userId],
  });
  return rows.filter((row) => row.id !== ownReminderId(row.task_id)).map((row) => row.lead_minutes);
}

/** A reminder with a lead time, which is set when it is settled. */
export function leadReminder(task: StoredTask, leadMinutes: number): StoredReminder {
  return { ...newReminder(task, addedReminderId(task.id, `lead ${leadMinutes}`)), leadMinutes };
}

/** The reminders of a new instance, with those of the one before it that it does not have yet. */
export function carryReminders(
  { task, reminders }: TaskReminders,
  leads: number[],
): StoredReminder[] {
  const carried = leads.map((lead) => leadReminder(task, lead));
  return [...reminders, ...carried.filter(({ id }) => !reminders.some((one) => one.id === id))];
}
