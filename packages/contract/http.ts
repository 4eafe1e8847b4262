import { z } from "zod";
import { activityEntrySchema, actorSchema, streamEventSchema } from "./events.ts";
import { dayInputSchema, instantInputSchema } from "./instant.ts";
import { limits, prioritySchema, taskSchema, weekdaySchema } from "./task.ts";

const title = z
  .string()
  .transform((text) => text.trim())
  .pipe(
    z
      .string()
      .min(1, "must not be empty")
      .max(limits.titleLength)
      .regex(/^[^\p{Cc}\u2028\u2029]*$/u, "must be one line without control characters"),
  );

const notes = z
  .string()
  .max(limits.notesLength)
  .refine((text) => !text.includes("\0"), "must not contain a NUL character");

/** A due date as sent: an all-day date, or an instant with an offset. */
export const dueDateInputSchema = z.union([dayInputSchema, instantInputSchema], {
  error: "must be a date (2026-11-25) or an instant with an offset (2026-11-25T09:00:00Z)",
});

/** Tags are normalised in `domain/tags.ts`, which also refuses wrong ones; this only bounds them. */
const tags = z.array(z.string().max(200)).max(100);

const recurrenceOptions = {
  interval: z.int().min(1).max(limits.recurrenceInterval).optional(),
  count: z.int().min(1).max(limits.recurrenceCount).optional(),
  until: dueDateInputSchema.optional(),
  from: z.enum(["due_date", "completion"]).optional(),
};

export const recurrenceInputSchema = z.union(
  [
    z.strictObject({ pattern: z.literal("daily"), ...recurrenceOptions }),
    z.strictObject({
      pattern: z.literal("weekly"),
      day_of_week: z.array(weekdaySchema).min(1).max(7).optional(),
      ...recurrenceOptions,
    }),
    z.strictObject({
      pattern: z.literal("monthly"),
      day_of_month: z
        .int()
        .refine((day) => day === -1 || (day >= 1 && day <= 31), "must be 1 to 31, or -1")
        .optional(),
      ...recurrenceOptions,
    }),
    z.strictObject({ pattern: z.literal("yearly"), ...recurrenceOptions }),
    z.strictObject({
      pattern: z.literal("custom"),
      interval_days: z.int().min(1).max(limits.recurrenceInterval),
      ...recurrenceOptions,
    }),
    z.strictObject({ rrule: z.string().min(1).max(500), ...recurrenceOptions }),
  ],
  { error: "must be a pattern (daily, weekly, monthly, yearly, custom) or an rrule" },
);
export type RecurrenceInput = z.infer<typeof recurrenceInputSchema>;

const reminderLeadMinutes = z.int().min(0).max(limits.reminderLeadMinutes).nullable();

export const createTaskSchema = z.strictObject({
  id: z
    .uuid()
    .transform((id) => id.toLowerCase())
    .optional(),
  title,
  notes: notes.optional(),
  due_date: dueDateInputSchema.nullable().optional(),
  reminder_lead_minutes: reminderLeadMinutes.optional(),
  priority: prioritySchema.optional(),
  tags: tags.optional(),
  recurrence: recurrenceInputSchema.nullable().optional(),
});
export type CreateTask = z.infer<typeof createTaskSchema>;

export const updateTaskSchema = z.strictObject({
  title: title.optional(),
  notes: notes.optional(),
  due_date: dueDateInputSchema.nullable().optional(),
  reminder_lead_minutes: reminderLeadMinutes.optional(),
  priority: prioritySchema.optional(),
  tags: tags.optional(),
  recurrence: recurrenceInputSchema.nullable().optional(),
});
export type UpdateTask = z.infer<typeof updateTaskSchema>;

const id = z.uuid().transform((text) => text.toLowerCase());

/** Which instances of a recurring task an edit is for: this one, or this and those that follow. */
export const editScopeSchema = z.enum(["this", "following"]);
export type EditScope = z.infer<typeof editScopeSchema>;

/** An operation on a task, and the version of it that the operation is based upon. */
const onTask = {
  id,
  if_version: z
    .int()
    .min(1)
    .optional()
    .meta({ description: "The version that the task must have when the request begins." }),
};

export const bulkOperationSchema = z.discriminatedUnion("op", [
  z.strictObject({ op: z.literal("create"), id: id.optional(), body: createTaskSchema }),
  z.strictObject({
    op: z.literal("update"),
    ...onTask,
    body: updateTaskSchema,
    scope: editScopeSchema.optional(),
  }),
  z.strictObject({ op: z.literal("complete"), ...onTask }),
  z.strictObject({ op: z.literal("uncomplete"), ...onTask }),
  z.strictObject({ op: z.literal("delete"), ...onTask }),
  z.strictObject({ op: z.literal("restore"), ...onTask }),
]);
export type BulkOperation = z.infer<typeof bulkOperationSchema>;

export const bulkSchema = z.strictObject({
  operations: z.array(bulkOperationSchema).min(1).max(limits.bulkOperations),
});

const queryBoolean = z.enum(["true", "false"]).transform((text) => text === "true");
export const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value): unknown[] => (Array.isArray(value) ? value : [value]),
    z.array(item).min(1).max(50),
  );
export const pageNumber = z.coerce.number().pipe(z.int().min(1).max(1_000_000));
export const perPage = z.coerce.number().pipe(z.int().min(1).max(limits.pageSize));
/** A cursor holds the title that a page ended with, in base64url. */
const cursor = z.string().min(1).max(4_000);

export const updateTaskQuerySchema = z.strictObject({
  scope: editScopeSchema.default("following"),
});

/**
 * With `series`, a deletion takes the open instances of the task's series along and ends the series, and
 * a restoration brings back all that went.
 */
export const ofSeriesQuerySchema = z.strictObject({ series: queryBoolean.default(false) });

export const listTasksQuerySchema = z.strictObject({
  search: z.string().max(500).optional(),
  completed: queryBoolean.optional(),
  priority: oneOrMore(prioritySchema).optional(),
  tag: oneOrMore(z.string().min(1).max(200)).optional(),
  due_after: dueDateInputSchema.optional(),
  due_before: dueDateInputSchema.optional(),
  overdue: queryBoolean.optional(),
  has_due_date: queryBoolean.optional(),
  deleted: queryBoolean.optional(),
  /** A query such as `(today | overdue) & #home`; combines with the others. */
  filter: z.string().max(limits.filterQueryLength).optional(),
  sort: z.enum(["due_date", "priority", "created_at", "title"]).default("created_at"),
  order: z.enum(["asc", "desc"]).optional(),
  page: pageNumber.optional(),
  per_page: perPage.default(20),
  cursor: cursor.optional(),
});
export type ListTasksQuery = z.infer<typeof listTasksQuerySchema>;

/** What narrows the log down; filters combine with AND, several actions match any of them. */
const activityFilters = {
  action: oneOrMore(z.string().min(1).max(50)).optional(),
  actor: actorSchema.optional(),
  task: id.optional(),
  /** Every word occurs in the sentence or the title. */
  text: z.string().max(500).optional(),
  /** The first and the last day (in the user's zone) or instant, both included. */
  from: dueDateInputSchema.optional(),
  to: dueDateInputSchema.optional(),
};

export const listActivityQuerySchema = z.strictObject({
  ...activityFilters,
  page: pageNumber.optional(),
  per_page: perPage.default(20),
  cursor: cursor.optional(),
});
export type ListActivityQuery = z.infer<typeof listActivityQuerySchema>;

export const exportActivityQuerySchema = z.strictObject({
  ...activityFilters,
  format: z.enum(["csv", "json"]).default("json"),
});
export type ExportActivityQuery = z.infer<typeof exportActivityQuerySchema>;

export const listTagsQuerySchema = z.strictObject({ q: z.string().max(200).optional() });

export const listEventsQuerySchema = z.strictObject({
  after: z.coerce.number().pipe(z.int().min(0)).default(0),
  limit: z.coerce.number().pipe(z.int().min(1).max(1_000)).default(500),
  epoch: z.string().max(100).optional(),
});

export const streamEventsQuerySchema = z.strictObject({
  after: z.coerce.number().pipe(z.int().min(0)).optional(),
  epoch: z.string().max(100).optional(),
});

function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    page: z.int().min(1),
    per_page: z.int(),
    total: z.int(),
    next_cursor: z.string().nullable(),
  });
}

export const taskPageSchema = pageOf(taskSchema).extend({
  /** There when nothing has the words of `search`: these have similar ones, with one typing error in a word. */
  search_matched: z.literal("similar").optional(),
});
export type TaskPage = z.infer<typeof taskPageSchema>;
export const activityPageSchema = pageOf(activityEntrySchema);
export type ActivityPage = z.infer<typeof activityPageSchema>;
export const taskItemsSchema = z.object({ items: z.array(taskSchema) });
export type TaskItems = z.infer<typeof taskItemsSchema>;

export const tagSchema = z.object({ name: z.string(), task_count: z.int() });
export type Tag = z.infer<typeof tagSchema>;
export const tagItemsSchema = z.object({ items: z.array(tagSchema) });
export const renameTagSchema = z.strictObject({ name: z.string().min(1).max(200) });

export const eventsAnswerSchema = z.object({
  epoch: z.string(),
  events: z.array(streamEventSchema),
  latest_sequence: z.int().min(0),
});
export type EventsAnswer = z.infer<typeof eventsAnswerSchema>;

/** Whether a snapshot holds the trash too. */
export const snapshotQuerySchema = z.strictObject({
  include_deleted: queryBoolean.default(false),
});

/** Every task out of the trash, or every task, at one moment of the user's stream. */
export const snapshotSchema = z.object({
  epoch: z.string(),
  sequence: z.int().min(0),
  items: z.array(taskSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** `feed` opens the calendar feed, and nothing else. */
export const tokenScopes = ["read", "write", "feed"] as const;
export const createTokenSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  expires_in_days: z.int().min(1).max(3_650).optional(),
  scope: z.enum(tokenScopes).default("write"),
});
export type CreateToken = z.infer<typeof createTokenSchema>;
export const tokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  scope: z.enum(tokenScopes),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().nullable(),
  last_used_at: z.iso.datetime().nullable(),
});
export type Token = z.infer<typeof tokenSchema>;
export const createdTokenSchema = tokenSchema.extend({ token: z.string() });
export type CreatedToken = z.infer<typeof createdTokenSchema>;
export const tokenItemsSchema = z.object({ items: z.array(tokenSchema) });
/** How many tokens ended. */
export const revokedTokensSchema = z.object({ revoked: z.int() });

/** An app that somebody has allowed access to their tasks (OAuth). */
export const connectedAppSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Who vouches for the name: the host of the app's document. Null for an app that registered itself. */
  host: z.string().nullable(),
  access: z.enum(["read", "write"]),
  created_at: z.iso.datetime(),
});
export type ConnectedApp = z.infer<typeof connectedAppSchema>;
export const connectedAppItemsSchema = z.object({ items: z.array(connectedAppSchema) });

/** True when the name is an IANA time zone that this runtime knows. */
function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
export const timeZoneSchema = z
  .string()
  .max(100)
  .refine(isTimeZone, "must be an IANA time zone such as Europe/Berlin");

/** True for a well-formed BCP 47 tag. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
/** The language that the person reads, as a BCP 47 tag; null for the browser's own. */
const language = z
  .string()
  .max(35)
  .refine(isLanguageTag, "must be a language tag such as de or en-GB")
  .nullable();

/** What becomes of series with a time when their user goes to another time zone; `local` without a word. */
export const seriesTimes = ["local", "instant"] as const;
export const weekStarts = ["monday", "saturday", "sunday"] as const;
export const meSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  time_zone: z.string(),
  week_start: z.enum(weekStarts),
  default_reminder_lead_minutes: reminderLeadMinutes,
  language,
  /** Whether a model may be sent what the assistant's rules do not understand. An older API does not say. */
  assistant_model: z.boolean().default(false),
  two_factor_enabled: z.boolean(),
  /** What whoever asks may do: a session may write, an access token has its scope. */
  access: z.enum(["read", "write"]),
  created_at: z.iso.datetime(),
});
export type Me = z.infer<typeof meSchema>;
export const updateMeSchema = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  time_zone: timeZoneSchema.optional(),
  /** With another time zone: whether series keep their local times (8:00 stays 8:00) or their instants. */
  series_times: z.enum(seriesTimes).optional(),
  week_start: z.enum(weekStarts).optional(),
  default_reminder_lead_minutes: reminderLeadMinutes.optional(),
  language: language.optional(),
  assistant_model: z.boolean().optional(),
});
export type UpdateMe = z.infer<typeof updateMeSchema>;
