import {
  type ListRemindersQuery,
  type ReminderPage,
  reminderStates,
} from "@pakaura/contract/reminder";
import type { Queryable } from "@pakaura/database/connection";
import { taskTypes } from "../tasks/task-row.ts";
import { type ReminderRow, toStoredReminder } from "./stored-reminder.ts";
import { toReminder } from "./to-reminder.ts";

type Row = ReminderRow & {
  title: string;
  due_at: string | null;
  due_on: string | null;
  total: number;
};

/** A page of the user's reminders, the soonest first; those of the trash are left out. */
export async function listReminders(
  queryable: Queryable,
  userId: string,
  query: ListRemindersQuery,
): Promise<ReminderPage> {
  const { page, per_page: perPage, state, task } = query;
  const values = [userId, state ?? reminderStates, task ?? null];
  const condition = `r.user_id = $1 and r.state = any($2) and t.deleted_at is null
    and ($3::uuid is null or r.task_id = $3)`;
  const { rows } = await queryable.query<Row>({
    text: `select r.id, r.user_id, r.task_id, r.lead_minutes, r.due_date, r.remind_at, r.is_snoozed,
        r.state, r.fired_at, r.dismissed_at, r.created_at, t.title, t.due_at, t.due_on
      from reminders r join tasks t on t.id = r.task_id
      where ${condition}
      order by r.remind_at nulls last, r.id limit $4 offset $5`,
    values: [...values, perPage, (page - 1) * perPage],
    types: taskTypes,
  });
  const counted = await queryable.query<{ total: number }>(
    `select count(*) as total from reminders r join tasks t on t.id = r.task_id where ${condition}`,
    values,
  );
  return {
    items: rows.flatMap((row) => {
      const task = { id: row.task_id, title: row.title, dueAt: row.due_at, dueOn: row.due_on };
      return toReminder(toStoredReminder(row), task) ?? [];
    }),
    page,
    per_page: perPage,
    total: counted.rows[0]?.total ?? 0,
  };
}
