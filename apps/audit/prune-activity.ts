import { deleteInBatches } from "@pakaura/database/delete-in-batches";
import type { Pool } from "pg";

/** How long an entry is kept (FR-023a). */
const activityDays = 90;

/** Removes entries of more than 90 days; the one deletion that the database lets the log have. */
export async function pruneActivity(pool: Pool): Promise<void> {
  await deleteInBatches(pool, {
    table: "activity_log",
    condition: "time < now() - make_interval(days => $1)",
    values: [activityDays],
    settings: ["pakaura.pruning = 'on'"],
  });
}
