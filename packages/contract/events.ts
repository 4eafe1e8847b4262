import { z } from "zod";
import { fieldChangesSchema, taskSchema } from "./task.ts";

/** Who caused an event: the user, or the system on the user's behalf. */
export const actorSchema = z.enum(["user", "system"]);
export type Actor = z.infer<typeof actorSchema>;

/** Topics, each partitioned by user id. */
export const topics = ["task-events", "reminders", "task-updates"] as const;
export const topicSchema = z.enum(topics);
export type Topic = z.infer<typeof topicSchema>;

const actorFields = {
  actor: actorSchema,
  /** Where it helps: `token: laptop script`, `recurring`, `reminder`, `assistant`. */
  actor_detail: z.string().optional(),
};

export const taskPayloadSchema = z.object({
  task: taskSchema,
  changed_fields: fieldChangesSchema,
  ...actorFields,
});
export type TaskPayload = z.infer<typeof taskPayloadSchema>;

export const recurrencePayloadSchema = z.object({
  task: taskSchema,
  /** The due date of the occurrence that was triggered or created; absent when the series stopped. */
  occurrence: z.string().optional(),
  ...actorFields,
});
export type RecurrencePayload = z.infer<typeof recurrencePayloadSchema>;

export const reminderPayloadSchema = z.object({
  reminder_id: z.uuid(),
  task_title: z.string(),
  /** Null for a reminder at a given time of a task without a due date. */
  due_date: z.string().nullable(),
  remind_at: z.iso.datetime(),
  is_late: z.boolean(),
  ...actorFields,
});
export type ReminderPayload = z.infer<typeof reminderPayloadSchema>;

/** CloudEvents 1.0 attributes (https://github.com/cloudevents/spec) with the extensions of our contract. */
const envelope = {
  specversion: z.literal("1.0"),
  id: z.uuid(),
  source: z.string(),
  /** The task id. */
  subject: z.uuid(),
  time: z.iso.datetime(),
  datacontenttype: z.literal("application/json"),
  /** The user id: events of one user stay in order. */
  partitionkey: z.string(),
  traceparent: z.string().optional(),
};

function dataOf<Payload extends z.ZodType>(payload: Payload) {
  return z.object({
    user_id: z.string(),
    task_id: z.uuid(),
    correlation_id: z.string(),
    /** The turn of the assistant that this was done in. */
    turn_id: z.uuid().optional(),
    payload,
  });
}

function streamed<Type extends string, Payload extends z.ZodType>(type: Type, payload: Payload) {
  return z.object({
    ...envelope,
    type: z.literal(type),
    /** Position in the user's stream: from 1, without a gap. */
    sequence: z.int().min(1),
    data: dataOf(payload),
  });
}

/** Every event that has a place (a sequence) in its user's stream. */
export const streamEventSchema = z.discriminatedUnion("type", [
  streamed("task.created", taskPayloadSchema),
  streamed("task.updated", taskPayloadSchema),
  streamed("task.completed", taskPayloadSchema),
  streamed("task.uncompleted", taskPayloadSchema),
  streamed("task.deleted", taskPayloadSchema),
  streamed("task.restored", taskPayloadSchema),
  streamed("recurrence.triggered", recurrencePayloadSchema),
  streamed("recurrence.instance-created", recurrencePayloadSchema),
  streamed("recurrence.stopped", recurrencePayloadSchema),
  streamed("reminder.scheduled", reminderPayloadSchema),
  streamed("reminder.cancelled", reminderPayloadSchema),
  streamed("reminder.fired", reminderPayloadSchema),
]);
export type StreamEvent = z.infer<typeof streamEventSchema>;
export type StreamEventType = StreamEvent["type"];

export type TaskEvent = Extract<StreamEvent, { type: `task.${string}` }>;
export type TaskEventType = TaskEvent["type"];
export type RecurrenceEventType = Extract<StreamEventType, `recurrence.${string}`>;

/** An activity entry as answered by the API and announced by the audit service. */
export const activityEntrySchema = z.object({
  id: z.uuid(),
  time: z.iso.datetime(),
  action: z.string(),
  actor: actorSchema,
  actor_detail: z.string().nullable(),
  task_id: z.uuid(),
  task_title: z.string(),
  changes: fieldChangesSchema,
  sentence: z.string(),
  event_id: z.uuid(),
  sequence: z.int(),
  undoable: z.boolean(),
});
export type ActivityEntry = z.infer<typeof activityEntrySchema>;

/**
 * Derived events on topic `task-updates`. They repeat what the stream holds, for whoever feeds
 * sessions, and so have no sequence of their own.
 */
export const derivedEventSchema = z.discriminatedUnion("type", [
  z.object({
    ...envelope,
    type: z.literal("sync.task-changed"),
    data: dataOf(z.object({ event: streamEventSchema })),
  }),
  z.object({
    ...envelope,
    type: z.literal("audit.entry-created"),
    data: dataOf(z.object({ entry: activityEntrySchema })),
  }),
  /** Saved filters were changed; whoever shows them asks for them again. The subject is one of them. */
  z.object({
    ...envelope,
    type: z.literal("sync.filters-changed"),
    data: z.object({ user_id: z.string(), correlation_id: z.string(), payload: z.object({}) }),
  }),
]);
export type DerivedEvent = z.infer<typeof derivedEventSchema>;
export type SyncTaskChanged = Extract<DerivedEvent, { type: "sync.task-changed" }>;
export type AuditEntryCreated = Extract<DerivedEvent, { type: "audit.entry-created" }>;

export type SyncFiltersChanged = Extract<DerivedEvent, { type: "sync.filters-changed" }>;

export type PakauraEvent = StreamEvent | DerivedEvent;
export type EventType = PakauraEvent["type"];

/** The topic on which an event of this type is published. */
export function topicOf(type: EventType): Topic {
  if (type.startsWith("reminder.")) return "reminders";
  if (type.startsWith("sync.") || type === "audit.entry-created") return "task-updates";
  return "task-events";
}
