import { streamEventSchema } from "@pakaura/contract/events";
import { onEvent } from "@pakaura/service/event-routes";
import type { Service, ServiceContext } from "@pakaura/service/service";
import type { Pool } from "pg";
import { createActivityRecorder } from "./record-activity.ts";

/** Every event of a user's stream becomes one entry of the activity log (FR-019 to FR-021). */
export function createAuditService({ platform, pool }: ServiceContext & { pool: Pool }): Service {
  const recordActivity = createActivityRecorder({ pool, pubsub: platform.pubsub });

  return {
    name: "audit",
    subscriptions: [
      { topic: "task-events", route: "/events/task-events", order: "none" },
      { topic: "reminders", route: "/events/reminders", order: "none" },
    ],
    health: {
      database: async () => (await pool.query("select 1")).rowCount === 1,
    },
    internalRoutes: (app) => {
      onEvent(app, "/events/task-events", streamEventSchema, recordActivity);
      onEvent(app, "/events/reminders", streamEventSchema, recordActivity);
    },
  };
}
