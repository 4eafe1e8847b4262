import { onBehalfSchema, type RemindersSettled } from "@pakaura/contract/internal";
import { parse } from "@pakaura/service/parse";
import type { FastifyInstance } from "fastify";
import { pathId } from "../http/path-parameter.ts";
import { systemOrigin } from "../writes/origin.ts";
import { carryReminders, readCarriedLeads } from "./carry-reminders.ts";
import {
  changeReminders,
  type RemindersContext,
  type RemindersWritten,
} from "./change-reminders.ts";
import { pendingTime } from "./settle-reminders.ts";
import type { StoredReminder } from "./stored-reminder.ts";
import { z } from "zod";

const settleSchema = onBehalfSchema.extend({
  /** True for a new instance of a series, which takes over the reminders of the one before it. */
  is_new_instance: z.boolean().default(false),
});
const fireSchema = onBehalfSchema.extend({ reminder_id: z.uuid() });

/** What the notification service asks of the API, which alone writes reminders. */
export function settleRoutes(app: FastifyInstance, context: RemindersContext): void {
  app.post("/internal/tasks/:id/settle-reminders", async (request) => {
    const taskId = pathId(request);
    const { is_new_instance: isNew, ...onBehalf } = parse(settleSchema, request.body);
    const userId = onBehalf.user_id;
    const leads = isNew ? await readCarriedLeads(context.pool, userId, taskId) : [];
    const written = await changeReminders(context, {
      userId,
      taskIds: [taskId],
      origin: systemOrigin("reminder", onBehalf),
      before: (one) => carryReminders(one, leads),
    });
    return settledAnswer(written);
  });

  app.post("/internal/tasks/:id/fire-reminder", async (request) => {
    const taskId = pathId(request);
    const { reminder_id: reminderId, ...onBehalf } = parse(fireSchema, request.body);
    const written = await changeReminders(context, {
      userId: onBehalf.user_id,
      taskIds: [taskId],
      origin: systemOrigin("reminder", onBehalf),
      after: ({ reminders }, now) =>
        reminders.map((one) => (one.id === reminderId ? fired(one, now) : one)),
    });
    return settledAnswer(written);
  });
}

/** A reminder whose time has come; any other stays as it is. */
function fired(reminder: StoredReminder, now: number): StoredReminder {
  const time = pendingTime(reminder);
  if (time === null || Date.parse(time) > now) return reminder;
  return { ...reminder, state: "fired", firedAt: new Date(now).toISOString() };
}

/** All that are pending, and those that just ceased to be: whoever keeps jobs for them has no other. */
function settledAnswer({ tasks, events }: RemindersWritten): RemindersSettled {
  const reminders = tasks.flatMap(({ known, reminders: settled }) =>
    settled.filter(
      (one) =>
        pendingTime(one) !== null || pendingTime(known.find(({ id }) => id === one.id)) !== null,
    ),
  );
  return {
    reminders: reminders.map((one) => ({ reminder_id: one.id, remind_at: pendingTime(one) })),
    fired: events.filter(({ type }) => type === "reminder.fired"),
  };
}
