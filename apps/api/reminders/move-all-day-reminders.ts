import type { Origin } from "../writes/origin.ts";
import { changeReminders, type RemindersContext } from "./change-reminders.ts";

const tasksPerWrite = 200;

/** Moves the reminders of all-day tasks, which count from 09:00 local, to the user's new time zone. */
export async function moveAllDayReminders(
  context: RemindersContext,
  userId: string,
  origin: Origin,
): Promise<void> {
  const { rows } = await context.pool.query<{ id: string }>(
    `select distinct tasks.id from tasks join reminders on reminders.task_id = tasks.id
     where tasks.user_id = $1 and tasks.due_on is not null and reminders.state = 'pending'`,
    [userId],
  );
  for (let start = 0; start < rows.length; start += tasksPerWrite) {
    const taskIds = rows.slice(start, start + tasksPerWrite).map(({ id }) => id);
    await changeReminders(context, { userId, taskIds, origin });
  }
}
