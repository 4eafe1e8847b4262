import { streamEventSchema } from "@pakaura/contract/events";
import { settleManySchema } from "@pakaura/contract/internal";
import { onEvent } from "@pakaura/service/event-routes";
import { parse } from "@pakaura/service/parse";
import { planPageSchema } from "@pakaura/service/plan";
import type { Service, ServiceContext } from "@pakaura/service/service";
import { followSeries } from "./follow-series.ts";
import { planAgain, planAgainJob, startPlanning } from "./plan-again.ts";
import { seriesJobSchema, settleMany, settleSeries } from "./settle-series.ts";

/**
 * Makes the next instance of a recurring task: when one is done, or the next date arrives, or the first
 * reminder of it (FR-008, FR-033).
 */
export function createRecurringService({ platform }: ServiceContext): Service {
  return {
    name: "recurring-service",
    subscriptions: [
      { topic: "task-events", route: "/events/task-events" },
      { topic: "reminders", route: "/events/reminders" },
    ],
    health: {},
    internalRoutes: (app) => {
      for (const topic of ["task-events", "reminders"])
        onEvent(app, `/events/${topic}`, streamEventSchema, (event) =>
          followSeries(platform, event),
        );
      app.post("/internal/settle-series", async (request, reply) => {
        const { task_ids: taskIds, ...onBehalf } = parse(settleManySchema, request.body);
        await settleMany(platform, taskIds, onBehalf);
        return reply.code(204).send();
      });
      app.post(`/job/${planAgainJob}`, async (request, reply) => {
        await planAgain(platform, parse(planPageSchema, request.body));
        return reply.code(204).send();
      });
      app.post("/job/:name", async (request, reply) => {
        await settleSeries(platform, parse(seriesJobSchema, request.body));
        return reply.code(204).send();
      });
    },
    start: () => startPlanning(platform),
  };
}
