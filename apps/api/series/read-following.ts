import type { Queryable } from "@pakaura/database/connection";

/** The ids of the open instances that follow one of the user's in its series. */
export async function readFollowing(
  queryable: Queryable,
  userId: string,
  taskId: string,
): Promise<string[]> {
  const { rows } = await queryable.query<{ id: string }>({
    name: "following-instances",
    text: `select next.id from tasks join tasks as next on next.user_id = tasks.user_id
        and next.recurrence_rule_id = tasks.recurrence_rule_id
        and next.occurrence_number > tasks.occurrence_number
      where tasks.id = $1 and tasks.user_id = $2
        and next.completed_at is null and next.deleted_at is null
      order by next.occurrence_number`,
    values: [taskId, userId],
  });
  return rows.map(({ id }) => id);
}
