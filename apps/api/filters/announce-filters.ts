import { uuidv7 } from "uuidv7";
import type { ApiContext } from "../api-context.ts";

/**
 * Tells the user's open sessions that their filters have changed. What is saved stays saved when the
 * backbone is down: sessions ask again whenever they connect.
 */
export async function announceFilters(
  { pubsub, log }: Pick<ApiContext, "pubsub" | "log">,
  change: { userId: string; filterId: string; correlationId: string },
): Promise<void> {
  try {
    await pubsub.publish("task-updates", {
      specversion: "1.0",
      id: uuidv7(),
      type: "sync.filters-changed",
      source: "pakaura/api",
      subject: change.filterId,
      time: new Date().toISOString(),
      datacontenttype: "application/json",
      partitionkey: change.userId,
      data: { user_id: change.userId, correlation_id: change.correlationId, payload: {} },
    });
  } catch (error) {
    log.warn({ error }, "open sessions were not told of changed filters");
  }
}
