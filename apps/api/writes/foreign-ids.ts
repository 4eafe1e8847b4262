import { nameUuid } from "@pakaura/service/name-uuid";
import { Problem } from "@pakaura/service/problem";
import type pg from "pg";
import type { Answer } from "./answer.ts";

const namespace = "5c7f2f5e-7d0b-4f0a-9d57-1d5b8b2d9c10";

/** What a user's task, rule or filter is called whose id belongs to another account: the same each time. */
export function idInstead(userId: string, id: string): string {
  return nameUuid(namespace, `${userId} ${id}`);
}

/**
 * Creates tasks by ids that the user chose, and by others in place of those that belong to another account: nobody
 * is refused anything because of what somebody else has. `create` may be called twice.
 */
export async function createUnderFreeIds(
  { pool }: { pool: pg.Pool },
  { userId, ids }: { userId: string; ids: readonly string[] },
  create: (idOf: (id: string) => string) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await create((id) => id);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "id_taken") throw error;
    const { rows } = await pool.query<{ id: string }>(
      "select id from tasks where id = any($1::uuid[]) and user_id <> $2",
      [ids, userId],
    );
    if (rows.length === 0) throw error;
    const foreign = new Set(rows.map(({ id }) => id));
    return create((id) => (foreign.has(id) ? idInstead(userId, id) : id));
  }
}
