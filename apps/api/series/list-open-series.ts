import type { Queryable } from "@pakaura/database/connection";

const pageSize = 200;
const beforeAll = "00000000-0000-0000-0000-000000000000";

/** A page of the open instances, of all users, of series that go on by their dates: in the order of ids. */
export async function listOpenSeries(
  queryable: Queryable,
  after: string | null,
): Promise<{ task_id: string; user_id: string }[]> {
  const { rows } = await queryable.query<{ task_id: string; user_id: string }>(
    `select t.id as task_id, t.user_id from tasks t join recurrence_rules r on r.id = t.recurrence_rule_id
     where t.id > $1 and r.active and r.repeat_from = 'due_date'
       and t.completed_at is null and t.deleted_at is null
     order by t.id limit ${pageSize}`,
    [after ?? beforeAll],
  );
  return rows;
}
