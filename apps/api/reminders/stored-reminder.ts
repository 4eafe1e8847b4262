import type { Queryable } from "@pakaura/database/connection";
import { nameUuid } from "@pakaura/service/name-uuid";
import { z } from "zod";
import { taskTypes } from "../tasks/task-row.ts";

const stateSchema = z.enum(["pending", "fired", "dismissed", "cancelled"]);

/** A reminder as its row says it. Instants are ISO 8601 in UTC with milliseconds. */
export type StoredReminder = {
  id: string;
  userId: string;
  taskId: string;
  leadMinutes: number | null;
  /** The due date that `remindAt` was worked out for; null when it was given outright. */
  dueDate: string | null;
  remindAt: string | null;
  isSnoozed: boolean;
  state: z.infer<typeof stateSchema>;
  firedAt: string | null;
  dismissedAt: string | null;
  createdAt: string;
};

const namespace = "0f9a1c77-44f1-4b52-8f0e-6a3d0c5b9e21";

/** The id of the reminder that a task's own lead time stands for. */
export function ownReminderId(taskId: string): string {
  return nameUuid(namespace, taskId);
}

/** The id of a reminder that was added: the same setting twice is one reminder. */
export function addedReminderId(taskId: string, setting: string): string {
  return nameUuid(namespace, `${taskId} ${setting}`);
}

export const reminderColumns = `id, user_id, task_id, lead_minutes, due_date, remind_at, is_snoozed,
  state, fired_at, dismissed_at, created_at`;

export type ReminderRow = {
  id: string;
  user_id: string;
  task_id: string;
  lead_minutes: number | null;
  due_date: string | null;
  remind_at: string | null;
  is_snoozed: boolean;
  state: string;
  fired_at: string | null;
  dismissed_at: string | null;
  created_at: string;
};

export function toStoredReminder(row: ReminderRow): StoredReminder {
  return {
    id: row.id,
    userId: row.user_id,
    taskId: row.task_id,
    leadMinutes: row.lead_minutes,
    dueDate: row.due_date,
    remindAt: row.remind_at,
    isSnoozed: row.is_snoozed,
    state: stateSchema.parse(row.state),
    firedAt: row.fired_at,
    dismissedAt: row.dismissed_at,
    createdAt: row.created_at,
  };
}

/** A reminder as the columns of its table. */
export function reminderRow(reminder: StoredReminder): ReminderRow {
  return {
    id: reminder.id,
    user_id: reminder.userId,
    task_id: reminder.taskId,
    lead_minutes: reminder.leadMinutes,
    due_date: reminder.dueDate,
    remind_at: reminder.remindAt,
    is_snoozed: reminder.isSnoozed,
    state: reminder.state,
    fired_at: reminder.firedAt,
    dismissed_at: reminder.dismissedAt,
    created_at: reminder.createdAt,
  };
}

/** All reminders of these tasks of the user, oldest first. */
export async function readReminders(
  queryable: Queryable,
  userId: string,
  taskIds: string[],
): Promise<StoredReminder[]> {
  const { rows } = await queryable.query<ReminderRow>({
    name: "reminders-of-tasks",
    text: `select ${reminderColumns} from reminders
      where task_id = any($2::uuid[]) and user_id = $1 order by created_at, id`,
    values: [userId, taskIds],
    types: taskTypes,
  });
  return rows.map(toStoredReminder);
}
