import { streamEventSchema } from "@pakaura/contract/events";
import { onEvent } from "@pakaura/service/event-routes";
import { parse } from "@pakaura/service/parse";
import type { Service, ServiceContext } from "@pakaura/service/service";
import { fireReminder } from "./fire-reminder.ts";
import { followTask } from "./follow-task.ts";
import { reminderJobDataSchema } from "./reminder-jobs.ts";

/** Keeps a job for every pending reminder, and reminds the user's sessions when its time has come (FR-004 to FR-006, FR-032). */
export function createNotificationService({ platform }: ServiceContext): Service {
  return {
    name: "notification",
    subscriptions: [
      { topic: "task-events", route: "/events/task-events" },
      { topic: "reminders", route: "/events/reminders" },
    ],
    health: {},
    internalRoutes: (app) => {
      for (const route of ["/events/task-events", "/events/reminders"]) {
        onEvent(app, route, streamEventSchema, (event) => followTask(platform, event));
      }
      app.post("/job/:name", async (request, reply) => {
        await fireReminder(platform, parse(reminderJobDataSchema, request.body));
        return reply.code(204).send();
      });
    },
  };
}
