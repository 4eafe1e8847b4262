import { patiently } from "@pakaura/database/connection";
import { deleteInBatches } from "@pakaura/database/delete-in-batches";
import type pg from "pg";
import { keptForHours } from "./writes/kept-answers.ts";

/** How long a deleted task can be restored. */
const trashDays = 30;
/** How long events can be replayed (FR-030). */
const eventDays = 7;
/** How long a network is known from which somebody signed in. */
const networkDays = 90;

/**
 * Removes what nobody can reach any more: tasks that were in the trash for 30 days (their activity
 * stays), events of more than 7 days that every subscription has handled, kept answers of old
 * requests, and sessions, tokens and links that have ended.
 */
export async function prune(pool: pg.Pool): Promise<void> {
  await deleteInBatches(pool, {
    table: "tasks",
    condition: "deleted_at < now() - make_interval(days => $1)",
    values: [trashDays],
  });
  await deleteInBatches(pool, {
    table: "events",
    condition: `time < now() - make_interval(days => $1)
      and not exists (select from subscriptions as cursor
        where (cursor.transaction_id, cursor.position) < (events.transaction_id, events.position))`,
    values: [eventDays],
    // What is left of a stream must begin somewhere and have no hole, whenever this is interrupted.
    order: "transaction_id, position",
  });
  await deleteInBatches(pool, {
    table: "idempotency_keys",
    condition: "created_at < now() - make_interval(hours => $1)",
    values: [keptForHours],
  });
  await pool.query(
    patiently("delete from known_networks where last_seen_at < now() - make_interval(days => $1)", [
      networkDays,
    ]),
  );
  await pool.query(patiently("delete from sessions where expires_at < now()"));
  await pool.query(patiently("delete from tokens where expires_at < now()"));
  await pool.query(patiently("delete from verifications where expires_at < now()"));
}
