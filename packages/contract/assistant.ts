import { z } from "zod";
import { activityEntrySchema } from "./events.ts";
import { createTaskSchema, editScopeSchema, timeZoneSchema, updateTaskSchema } from "./http.ts";
import { instantInputSchema } from "./instant.ts";
import { taskSchema } from "./task.ts";

const uuid = z.uuid().transform((id) => id.toLowerCase());

/** What is said to the assistant. A clock and a zone of its own only a dry run may have. */
export const assistantRequestSchema = z
  .strictObject({
    text: z
      .string()
      .min(1)
      .max(2_000)
      .refine(
        (text) => text.isWellFormed() && !text.includes("\0"),
        "must be text that can be kept",
      ),
    conversation_id: uuid.optional(),
    /** The `pending_id` of what was shown: the same as "yes". */
    confirm: uuid.optional(),
    /** Says what would be done, and does nothing. */
    dry_run: z.boolean().default(false),
    now: instantInputSchema.optional(),
    time_zone: timeZoneSchema.optional(),
  })
  .refine(({ dry_run: isDry, now, time_zone: zone }) => isDry || (now ?? zone) === undefined, {
    error: "now and time_zone only go with dry_run: true",
    path: ["dry_run"],
  });

export const assistantOperationSchema = z.union([
  z.object({ op: z.literal("create"), id: z.uuid(), body: createTaskSchema }),
  z.object({
    op: z.literal("update"),
    id: z.uuid(),
    body: updateTaskSchema,
    scope: editScopeSchema.optional(),
  }),
  z.object({ op: z.enum(["complete", "uncomplete", "delete", "restore"]), id: z.uuid() }),
  /** Null takes back that it was put off: it is as it was before. */
  z.object({ op: z.literal("snooze_reminder"), id: z.uuid(), until: z.string().nullable() }),
]);

/** What a turn came to. */
export const assistantAnswerSchema = z.object({
  conversation_id: z.uuid(),
  turn_id: z.uuid(),
  effect: z.enum(["execute", "answer", "confirm", "ask", "refuse"]),
  reply: z.string(),
  operations: z.array(assistantOperationSchema),
  pending: z.array(assistantOperationSchema),
  pending_id: z.uuid().nullable(),
  shown: z.array(z.uuid()),
  candidates: z.array(z.uuid()),
  /** The tasks that the answer speaks of, as they are now. */
  tasks: z.array(taskSchema),
  entries: z.array(activityEntrySchema),
  via: z.enum(["rules", "model"]),
  undoable: z.boolean(),
});
export type AssistantAnswer = z.infer<typeof assistantAnswerSchema>;

/** What stands behind the assistant, and what it is sent. */
export const assistantAboutSchema = z.object({
  model: z.string().nullable(),
  /** The host that what is sent goes to. */
  receiver: z.string().nullable(),
  sends: z.array(z.string()),
  /** Whether this person has switched the model on: nothing is sent for others. */
  on: z.boolean(),
});
export type AssistantAbout = z.infer<typeof assistantAboutSchema>;
