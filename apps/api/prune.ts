import type pg from "pg";
import { keptForHours } from "./writes/kept-answers.ts";

/** How long a deleted task can be restored. */
const trashDays = 30;

/**
 * Removes what nobody can reach any more: tasks that were in the trash for 30 days (their activity
 * stays), kept answers of old requests, and sessions and links that have ended.
 */
export async function prune(pool: pg.Pool): Promise<void> {
  await pool.query("delete from tasks where deleted_at < now() - make_interval(days => $1)", [
    trashDays,
  ]);
  await pool.query(
    "delete from idempotency_keys where created_at < now() - make_interval(hours => $1)",
    [keptForHours],
  );
  await pool.query("delete from sessions where expires_at < now()");
  await pool.query("delete from verifications where expires_at < now()");
}
