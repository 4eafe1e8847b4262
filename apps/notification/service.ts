import { createMailer } from "@pakaura/accounts/mail";
import { streamEventSchema } from "@pakaura/contract/events";
import { createSharedLimit } from "@pakaura/database/shared-limit";
import { readVapidKeys } from "@pakaura/database/vapid-keys";
import { onEvent } from "@pakaura/service/event-routes";
import { parse } from "@pakaura/service/parse";
import { planPageSchema } from "@pakaura/service/plan";
import type { Service, ServiceContext } from "@pakaura/service/service";
import type { Pool } from "pg";
import { z } from "zod";
import { createAppReceipts } from "./channels/app-receipts.ts";
import type { ChannelContext } from "./channels/deliver.ts";
import { deliver, deliverFired, deliverTest } from "./channels/deliver.ts";
import { deliveryPrefix, deliverySchema } from "./channels/delivery.ts";
import { deliverGathered, latePrefix, lateSchema } from "./channels/gather-late.ts";
import type { NotificationConfig } from "./config.ts";
import { fireReminder } from "./fire-reminder.ts";
import { followTask } from "./follow-task.ts";
import { planReminders, planRemindersJob, startPlanning } from "./plan-reminders.ts";
import { reminderJobDataSchema } from "./reminder-jobs.ts";

const jobSchema = z.object({ name: z.string() });
const channelSchema = z.object({ id: z.uuid() });

const remindersByMailPerHour = 60;

/**
 * Keeps a job for every pending reminder, and reminds the user's sessions and channels when its time has
 * come (FR-004 to FR-006, FR-032).
 */
export function createNotificationService({
  platform,
  pool,
  config,
}: ServiceContext & { pool: Pool; config: NotificationConfig }): Service {
  const channels: ChannelContext = {
    pool,
    jobs: platform.jobs,
    state: platform.state,
    senders: sendersOf(pool, config),
    app: createAppReceipts(platform.invocation),
    mailLimit: createSharedLimit({
      pool,
      name: "reminder-mail",
      points: remindersByMailPerHour,
      periodSeconds: 3_600,
    }),
  };
  return {
    name: "notification-service",
    subscriptions: [
      { topic: "task-events", route: "/events/task-events" },
      { topic: "reminders", route: "/events/reminders" },
    ],
    health: {
      database: async () => (await pool.query("select 1")).rowCount === 1,
    },
    internalRoutes: (app) => {
      onEvent(app, "/events/task-events", streamEventSchema, (event) =>
        followTask(platform, event),
      );
      onEvent(app, "/events/reminders", streamEventSchema, async (event) => {
        await followTask(platform, event);
        if (event.type === "reminder.fired") await deliverFired(channels, event);
      });
      app.post(`/job/${planRemindersJob}`, async (request, reply) => {
        const planning = { ...platform, queryable: pool };
        await planReminders(planning, parse(planPageSchema, request.body));
        return reply.code(204).send();
      });
      app.post("/job/:name", async (request, reply) => {
        const { name } = parse(jobSchema, request.params, "path");
        if (name.startsWith(deliveryPrefix))
          await deliver(channels, parse(deliverySchema, request.body));
        else if (name.startsWith(latePrefix))
          await deliverGathered(channels, parse(lateSchema, request.body));
        else await fireReminder(platform, parse(reminderJobDataSchema, request.body));
        return reply.code(204).send();
      });
      app.post("/internal/channels/:id/test", async (request, reply) => {
        await deliverTest(channels, parse(channelSchema, request.params, "path").id);
        return reply.code(204).send();
      });
    },
    start: () => startPlanning(platform),
  };
}

function sendersOf(pool: Pool, config: NotificationConfig): ChannelContext["senders"] {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from } = config;
  return {
    sendMail: smtpUrl === undefined ? null : createMailer({ smtpUrl, from }),
    vapidKeys: () => readVapidKeys(pool),
    subject: config.PUBLIC_URL?.startsWith("https:")
      ? config.PUBLIC_URL
      : "mailto:pakaura@localhost",
    allowPrivate: config.WEBHOOK_ALLOW_PRIVATE,
  };
}
