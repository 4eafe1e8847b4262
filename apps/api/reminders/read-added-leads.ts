import type { Queryable } from "@pakaura/database/connection";
import { ownReminderId } from "./stored-reminder.ts";

/**
 * The lead times that a task of the user has besides its own, in minutes. An instance of a series that was
 * just made has those of the one before it, which it is about to take over.
 */
export async function readAddedLeads(
  queryable: Queryable,
  userId: string,
  taskId: string,
): Promise<number[]> {
  const { rows } = await queryable.query<{
    id: string;
    task_id: string;
    lead_minutes: number | null;
  }>({
    name: "added-leads",
    text: `select id, task_id, lead_minutes from reminders
      where user_id = $2 and (task_id = $1 or task_id = (
        select last.id from tasks join tasks as last
          on last.recurrence_rule_id = tasks.recurrence_rule_id
            and last.occurrence_number = tasks.occurrence_number - 1
        where tasks.id = $1 and tasks.user_id = $2))`,
    values: [taskId, userId],
  });
  const own = rows.filter((row) => row.task_id === taskId);
  return (own.length > 0 ? own : rows)
    .filter((row) => row.id !== ownReminderId(row.task_id))
    .flatMap((row) => row.lead_minutes ?? []);
}
