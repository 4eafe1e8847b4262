import type { Queryable } from "@pakaura/database/connection";

/**
 * - `locked`: until the end of the transaction nobody else writes for the user.
 * - `busy`: somebody else does.
 * - `missing`: the user has no stream, and so no task; or is gone.
 */
export type StreamLock = "locked" | "busy" | "missing";

/**
 * Locks the stream of a user, so that their writes happen one after the other: before anything else in
 * its transaction. It never waits: whoever waited would hold a connection meanwhile, and a few of those
 * would hold up everybody.
 */
export async function lockStream(client: Queryable, userId: string): Promise<StreamLock> {
  const { rows } = await client.query<{ lock: StreamLock }>({
    name: "lock-stream",
    text: `with locked as materialized (
        select from streams where user_id = $1 for update skip locked)
      select case when exists (select from locked) then 'locked'
        when exists (select from streams where user_id = $1) then 'busy' else 'missing' end as lock`,
    values: [userId],
  });
  return rows[0]?.lock ?? "missing";
}
