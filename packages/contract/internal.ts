import { z } from "zod";
import { streamEventSchema } from "./events.ts";

/** What a service says when it asks the API to act for a user: whose, and what it follows from. */
export const onBehalfSchema = z.object({
  user_id: z.uuid(),
  correlation_id: z.string(),
  traceparent: z.string().optional(),
});
export type OnBehalf = z.infer<typeof onBehalfSchema>;

/** Asks for the series of open instances to be settled anew, as what decides when they go on has changed. */
export const settleManySchema = onBehalfSchema.extend({ task_ids: z.array(z.uuid()) });
export type SettleMany = z.infer<typeof settleManySchema>;

/** Asks for the open instances of series that go on by dates: those whose ids come after one. */
export const listOpenSeriesSchema = z.object({ after: z.uuid().nullable() });
export const openSeriesSchema = z.object({
  items: z.array(z.object({ task_id: z.uuid(), user_id: z.uuid() })),
});

/** When the next instance of a series is made while this one is open, or null when that changes nothing. */
export const seriesSettledSchema = z.object({ arrives_at: z.iso.datetime().nullable() });
export type SeriesSettled = z.infer<typeof seriesSettledSchema>;

/** What is known of a reminder that the notification service keeps a job for: null when it is not pending. */
export const reminderJobSchema = z.object({
  reminder_id: z.uuid(),
  remind_at: z.iso.datetime().nullable(),
});
export type ReminderJob = z.infer<typeof reminderJobSchema>;

/** The reminders of a task after they were settled, and the event of the one that was fired. */
export const remindersSettledSchema = z.object({
  reminders: z.array(reminderJobSchema),
  fired: z.array(streamEventSchema),
});
export type RemindersSettled = z.infer<typeof remindersSettledSchema>;

/** Asks the gateway whether somebody has the app open who could say that a reminder was seen there. */
export const presenceQuerySchema = z.object({ user_id: z.uuid() });
export const presenceSchema = z.object({ is_open: z.boolean() });

/** Asks the gateway what was seen of a user's fired reminders, by the ids of their events. */
export const receiptsQuerySchema = z.object({
  user_id: z.uuid(),
  event_ids: z.array(z.uuid()).max(100),
});
/** `shown`: a page that can be seen shows it. `seen`: somebody has moved or typed in that page since. */
export const receiptsSchema = z.object({ shown: z.array(z.uuid()), seen: z.array(z.uuid()) });
export type Receipts = z.infer<typeof receiptsSchema>;
