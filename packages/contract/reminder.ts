import { z } from "zod";
import { oneOrMore, pageNumber, perPage } from "./http.ts";
import { instantInputSchema } from "./instant.ts";
import { limits } from "./task.ts";

export const reminderStates = ["pending", "fired", "dismissed"] as const;
export const reminderStateSchema = z.enum(reminderStates);

/** A reminder as answered. */
export const reminderSchema = z.object({
  id: z.uuid(),
  task_id: z.uuid(),
  task_title: z.string(),
  due_date: z.string().nullable(),
  /** Minutes before the due date, or null for a reminder at a given time. */
  lead_minutes: z.int().nullable(),
  /** When it comes, or came; null while the task has no due date. */
  remind_at: z.iso.datetime().nullable(),
  /** True when it was put off, and comes at another time than it was set for. */
  snoozed: z.boolean(),
  state: reminderStateSchema,
  fired_at: z.iso.datetime().nullable(),
  /** True for the one that `reminder_lead_minutes` of the task stands for. */
  own: z.boolean(),
});
export type Reminder = z.infer<typeof reminderSchema>;

export const reminderPageSchema = z.object({
  items: z.array(reminderSchema),
  page: z.int(),
  per_page: z.int(),
  total: z.int(),
});
export type ReminderPage = z.infer<typeof reminderPageSchema>;

/** Either a lead time before the due date, or a time of its own. */
export const createReminderSchema = z.union(
  [
    z.strictObject({ lead_minutes: z.int().min(0).max(limits.reminderLeadMinutes) }),
    z.strictObject({ at: instantInputSchema }),
  ],
  { error: "must have lead_minutes (0 to 40320) or at (an instant with an offset)" },
);
export type CreateReminder = z.infer<typeof createReminderSchema>;

export const snoozeReminderSchema = z.union(
  [
    z.strictObject({ minutes: z.int().min(1).max(limits.reminderLeadMinutes) }),
    z.strictObject({ until: instantInputSchema }),
  ],
  { error: "must have minutes (1 to 40320) or until (an instant with an offset)" },
);
export type SnoozeReminder = z.infer<typeof snoozeReminderSchema>;

export const listRemindersQuerySchema = z.strictObject({
  /** Repeatable: any of them. */
  state: oneOrMore(reminderStateSchema).optional(),
  task: z
    .uuid()
    .transform((id) => id.toLowerCase())
    .optional(),
  page: pageNumber.default(1),
  per_page: perPage.default(20),
});
export type ListRemindersQuery = z.infer<typeof listRemindersQuerySchema>;
