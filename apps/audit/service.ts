import { streamEventSchema } from "@pakaura/contract/events";
import { onEvent } from "@pakaura/service/event-routes";
import type { Service, ServiceContext } from "@pakaura/service/service";
import type { Pool } from "pg";
import { pruneActivity } from "./prune-activity.ts";
import { createActivityRecorder } from "./record-activity.ts";

/** Daily at 02:00 UTC. */
const pruneSchedule = "0 2 * * *";

/** Every event of a user's stream becomes one entry of the activity log (FR-019 to FR-021). */
export function createAuditService({ platform, pool }: ServiceContext & { pool: Pool }): Service {
  const recordActivity = createActivityRecorder({ pool, pubsub: platform.pubsub });

  return {
    name: "audit-service",
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
      app.post("/job/prune", async (_request, reply) => {
        await pruneActivity(pool);
        return reply.code(204).send();
      });
    },
    start: () => platform.jobs.schedule("prune", { schedule: pruneSchedule, data: {} }),
  };
}
