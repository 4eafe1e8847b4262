import { z } from "zod";

/** Field limits of a task, shared by the API, the web app and the assistant. */
export const limits = {
  titleLength: 500,
  notesLength: 20_000,
  tagsPerTask: 10,
  tagLength: 30,
  reminderLeadMinutes: 40_320,
  bulkOperations: 500,
  remindersPerTask: 10,
  channelsPerUser: 10,
  filtersPerUser: 100,
  tokensPerUser: 50,
  filterQueryLength: 500,
  pageSize: 100,
  recurrenceInterval: 1_000,
  recurrenceCount: 10_000,
  /** Of a rule as it is stored: what was sent, and the options beside it. */
  rruleLength: 1_000,
  /** Instances of one series. */
  occurrences: 10_000_000,
} as const;

export const priorities = ["none", "low", "medium", "high", "urgent"] as const;
export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

export const prioritySchema = z.enum(priorities);
export type Priority = z.infer<typeof prioritySchema>;

export const weekdaySchema = z.enum(weekdays);
export type Weekday = z.infer<typeof weekdaySchema>;

/** A due date as answered: null, an all-day date `2026-11-25`, or a UTC instant with milliseconds. */
export const dueDateSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })]).nullable();

export const recurrencePatterns = [
  "daily",
  "weekly",
  "monthly",
  "yearly",
  "custom",
  "rrule",
] as const;
export const recurrencePatternSchema = z.enum(recurrencePatterns);
export type RecurrencePattern = z.infer<typeof recurrencePatternSchema>;

/** A recurrence as answered. `next_dates` are the five due dates that follow, in the form of `due_date`. */
export const recurrenceSchema = z.object({
  pattern: recurrencePatternSchema,
  interval: z.int().min(1),
  day_of_week: z.array(weekdaySchema).nullable(),
  day_of_month: z.int().nullable(),
  interval_days: z.int().nullable(),
  rrule: z.string(),
  from: z.enum(["due_date", "completion"]),
  active: z.boolean(),
  next_dates: z.array(z.string()),
});
export type Recurrence = z.infer<typeof recurrenceSchema>;

export const taskSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  notes: z.string(),
  completed: z.boolean(),
  completed_at: z.iso.datetime().nullable(),
  due_date: dueDateSchema,
  reminder_lead_minutes: z.int().nullable(),
  priority: prioritySchema,
  tags: z.array(z.string()),
  recurrence: recurrenceSchema.nullable(),
  recurrence_parent_id: z.uuid().nullable(),
  overdue: z.boolean(),
  version: z.int().min(1),
  created_at: z.iso.datetime(),
  /** Of an instance after the first: when its series was added, by which lists of `created_at` are sorted. */
  added_at: z.iso.datetime().optional(),
  updated_at: z.iso.datetime(),
  deleted_at: z.iso.datetime().nullable(),
  /** Of a next instance that is not due after all, as events tell of it: it is in no list, nor in the trash. */
  taken_back: z.literal(true).optional(),
});
export type Task = z.infer<typeof taskSchema>;

/** What changed in one event, by field of the task: `{"priority": {"old": "low", "new": "high"}}`. */
export const fieldChangesSchema = z.record(
  z.string(),
  z.object({ old: z.unknown(), new: z.unknown() }),
);
export type FieldChanges = z.infer<typeof fieldChangesSchema>;
