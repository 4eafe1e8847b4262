import { Problem } from "@pakaura/service/problem";
import type pg from "pg";
import { activityColumns, type ActivityRow } from "./activity-row.ts";

/**
 * Whether two entries come from one request: its changes have one correlation id and one time. A
 * caller may give several requests the same correlation id; their times differ. What the system does
 * of itself has those of the change that it follows from, and is a step of its own.
 */
export function stepKey(row: Pick<ActivityRow, "time" | "correlation_id" | "actor">): string {
  return `${row.time.getTime()} ${row.correlation_id} ${row.actor}`;
}

/** The user's entry of this id; undefined when there is none. */
export async function readEntry(
  pool: pg.Pool,
  userId: string,
  id: string,
): Promise<ActivityRow | undefined> {
  const { rows } = await pool.query<ActivityRow>(
    `select ${activityColumns} from activity_log where id = $1 and user_id = $2`,
    [id, userId],
  );
  return rows[0];
}

/** More than a request can change: a tag may be on every task. */
const stepReach = 100_000;

/**
 * Every entry of the step that `entry` is part of. The events of a request stand side by side in the
 * user's stream, so the sequences around the entry are enough to look at. Throws `unavailable` while
 * the log has not caught up with the step.
 */
export async function readStep(
  pool: pg.Pool,
  userId: string,
  entry: ActivityRow,
): Promise<ActivityRow[]> {
  const { rows } = await pool.query<ActivityRow>(
    `select ${activityColumns} from activity_log
     where user_id = $1 and sequence between $2::bigint - $5 and $2::bigint + $5
       and correlation_id = $3 and time = $4 and actor = $6
     order by sequence`,
    [userId, entry.sequence, entry.correlation_id, entry.time, stepReach, entry.actor],
  );
  const { rowCount } = await pool.query(
    `select from events where user_id = $1 and sequence between $2::bigint - 1 and $3::bigint + 1
       and correlation_id = $4 and time = $5
       and not exists (select from activity_log where event_id = events.id)`,
    [userId, rows[0]?.sequence ?? 0, rows.at(-1)?.sequence ?? 0, entry.correlation_id, entry.time],
  );
  if (rowCount === 0) return rows;
  throw new Problem("unavailable", "The log of this change is still being written.", {
    headers: { "retry-after": "1" },
  });
}
