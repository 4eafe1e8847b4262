import type pg from "pg";

/** Writes the entries of the changes of tasks so far, or of one task's, as the audit service does. */
export async function logEvents(pool: pg.Pool, taskId: string | null = null): Promise<void> {
  await pool.query(
    `insert into activity_log (id, user_id, time, action, actor, actor_detail, task_id, task_title, changes,
       sentence, event_id, sequence, correlation_id)
     select id, user_id, time, type, data #>> '{payload,actor}', data #>> '{payload,actor_detail}', subject,
       data #>> '{payload,task,title}', coalesce((data #> '{payload,changed_fields}')::jsonb, '{}'),
       type, id, sequence, correlation_id
     from events where sequence is not null and ($1::uuid is null or subject = $1)
       and data #> '{payload,task}' is not null
     on conflict do nothing`,
    [taskId],
  );
}
