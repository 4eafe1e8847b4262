import { patiently } from "@pakaura/database/connection";
import type { Pool } from "pg";

const entriesPerBatch = 1_000;

/**
 * Removes entries of more than 90 days (FR-023a) by the one deletion that the database lets the log have,
 * each batch a transaction of its own.
 */
export async function pruneActivity(pool: Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ pruned: number }>(
      patiently("select prune_activity_log($1) as pruned", [entriesPerBatch]),
    );
    if ((rows[0]?.pruned ?? 0) < entriesPerBatch) return;
  }
}
