import type { StreamEvent } from "@pakaura/contract/events";
import type { PubSub } from "@pakaura/platform/pubsub";
import type { Pool } from "pg";
import { activityEntryOf, announcementOf } from "./activity-entry.ts";
import { batchWrites } from "./batch-writes.ts";
import { insertEntries, type ActivityRow } from "./insert-entries.ts";

const rowsPerStatement = 500;

/**
 * Makes the function that turns an event into its one activity entry and announces the entry when it
 * stands. It may be called again with the same event, in any order and at the same time: the entry
 * and the announcement have ids that follow from the event's, and neither is made twice. It
 * announces again on every call, because the call before may have ended between the two steps.
 */
export function createActivityRecorder({
  pool,
  pubsub,
}: {
  pool: Pick<Pool, "query">;
  pubsub: PubSub;
}) {
  const insert = batchWrites<ActivityRow>((rows) => insertEntries(pool, rows), rowsPerStatement);

  return async function recordActivity(event: StreamEvent): Promise<void> {
    const entry = activityEntryOf(event);
    const { user_id, correlation_id } = event.data;
    await insert({ ...entry, user_id, correlation_id });
    await pubsub.publish("task-updates", announcementOf(event, entry));
  };
}
