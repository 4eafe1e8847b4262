import type { Tag } from "@pakaura/contract/http";
import type pg from "pg";

/**
 * The user's tags that begin with `prefix`, with how many tasks (out of the trash) have them; most used
 * first. Counted in one pass rather than joined, so that no plan made before the tables were analysed
 * compares every tag with every other.
 */
export async function listTags(pool: pg.Pool, userId: string, prefix: string): Promise<Tag[]> {
  const { rows } = await pool.query<{ name: string; task_count: number }>({
    name: "list-tags",
    text: `select name, count(task_id)::int as task_count from (
        select name, null::uuid as task_id from tags where user_id = $1
        union all
        select name, id from tasks, unnest(tasks.tags) as name
        where user_id = $1 and deleted_at is null
      ) as used
      where starts_with(name, $2) group by name order by task_count desc, name`,
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
