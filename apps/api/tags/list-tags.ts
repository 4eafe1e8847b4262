import type { Tag } from "@pakaura/contract/http";
import type pg from "pg";

/** The user's tags that begin with `prefix`, with how many tasks (out of the trash) have them; most used first. */
export async function listTags(pool: pg.Pool, userId: string, prefix: string): Promise<Tag[]> {
  const { rows } = await pool.query<{ name: string; task_count: number }>({
    name: "list-tags",
    text: `select tags.name, coalesce(used.count, 0)::int as task_count from tags
      left join (
        select tag, count(*) from tasks, unnest(tasks.tags) as tag
        where tasks.user_id = $1 and tasks.deleted_at is null group by tag
      ) as used on used.tag = tags.name
      where tags.user_id = $1 and starts_with(tags.name, $2)
      order by task_count desc, tags.name`,
    values: [userId, prefix],
  });
  return rows;
}

/** The tag of this name, or null when the user has none. */
export async function findTag(pool: pg.Pool, userId: string, name: string): Promise<Tag | null> {
  const { rows } = await pool.query<Tag>(
    `select name, (
       select count(*)::int from tasks
       where user_id = $1 and deleted_at is null and tags.name = any (tasks.tags)
     ) as task_count
     from tags where user_id = $1 and name = $2`,
    [userId, name],
  );
  return rows[0] ?? null;
}
