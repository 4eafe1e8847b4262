import { z } from "zod";
import { createTaskSchema, dueDateInputSchema } from "./http.ts";
import { limits, prioritySchema, recurrenceSchema, taskSchema, weekdaySchema } from "./task.ts";

/** How much one import may bring. */
export const importLimits = { bytes: 20_971_520, tasks: 20_000 } as const;

/** An instant of the years that are stored, in UTC. */
const instant = z.iso
  .datetime()
  .refine((text) => text >= "1970", "must be in the years 1970 to 9999");
const place = z.int().min(1).max(limits.occurrences);

const exportedReminderSchema = z.union([
  z.strictObject({ lead_minutes: z.int().min(0).max(limits.reminderLeadMinutes) }),
  z.strictObject({ at: instant }),
]);

/** What a task of an export says of the series that it is an instance of. */
const exportedSeriesSchema = z.strictObject({
  id: z.uuid(),
  ...recurrenceSchema.pick({ pattern: true, from: true, active: true }).shape,
  interval: z.int().min(1).max(limits.recurrenceInterval),
  day_of_week: z.array(weekdaySchema).min(1).max(7).nullable(),
  day_of_month: z
    .int()
    .min(-1)
    .max(31)
    .refine((day) => day !== 0, "must be 1 to 31, or -1")
    .nullable(),
  interval_days: z.int().min(1).max(limits.recurrenceInterval).nullable(),
  rrule: z.string().min(1).max(limits.rruleLength),
  starts_at: dueDateInputSchema,
  starts_number: place,
  /** What the next instance has in place of this one's values, where only this one was changed. */
  next_values: createTaskSchema
    .pick({ title: true, notes: true, reminder_lead_minutes: true, priority: true, tags: true })
    .partial()
    .nullable(),
  /** The date of the rule that this instance was made for, and its place in the series. */
  occurrence: dueDateInputSchema.nullable(),
  occurrence_number: place,
});

export const exportedTaskSchema = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  notes: z.string(),
  due_date: dueDateInputSchema.nullable(),
  reminder_lead_minutes: z.int().nullable(),
  priority: prioritySchema,
  tags: z.array(z.string()),
  series: exportedSeriesSchema.nullable(),
  recurrence_parent_id: z.uuid().nullable(),
  completed_at: instant.nullable(),
  created_at: instant,
  added_at: instant.optional(),
  deleted_at: instant.nullable(),
  /** Reminders that were added to the task's own. */
  reminders: z.array(exportedReminderSchema).max(limits.remindersPerTask),
});
export type ExportedTask = z.infer<typeof exportedTaskSchema>;

export const exportFormat = "pakaura";

/** Everything of a user, enough to restore it. The log is exported by `GET /activity/export`. */
export const exportSchema = z.object({
  format: z.literal(exportFormat),
  version: z.literal(1),
  exported_at: instant,
  settings: z.object({
    time_zone: z.string(),
    week_start: z.string(),
    default_reminder_lead_minutes: z.int().nullable(),
  }),
  tags: z.array(z.string()),
  /** In their order. Older exports have none. */
  filters: z
    .array(z.object({ id: z.uuid(), name: z.string(), query: z.string() }))
    .max(limits.filtersPerUser)
    .default([]),
  tasks: z.array(exportedTaskSchema),
});
export type Export = z.infer<typeof exportSchema>;

/** An export that is brought: its rows are looked at one by one, so that a bad one spoils no other. */
export const broughtExportSchema = exportSchema.pick({ format: true, version: true }).extend({
  settings: z.record(z.string(), z.unknown()).default({}),
  tags: z
    .array(z.unknown())
    .max(importLimits.tasks * limits.tagsPerTask)
    .default([]),
  filters: z.array(z.unknown()).max(limits.filtersPerUser).default([]),
  tasks: z.array(z.unknown()),
});

export const importFormats = [
  "pakaura",
  "todoist",
  "icalendar",
  "vikunja",
  "super_productivity",
  "ticktick",
  "microsoft_todo",
  "google_tasks",
  "things",
  "taskwarrior",
  "asana",
  "trello",
  "todo_txt",
  "markdown",
  "lines",
] as const;
export const importFormatSchema = z.enum(importFormats);
export type ImportFormat = z.infer<typeof importFormatSchema>;

export const importQuerySchema = z.strictObject({
  dry_run: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .default(false),
  /** What the file is; without it, what it looks like. */
  format: importFormatSchema.optional(),
});

/** What can be said of a line of a file, or of all of it. */
export const importNoteCodes = [
  "lost_hierarchy",
  "lost_sections",
  "lost_texts",
  "lost_comments",
  "lost_attachments",
  "lost_deadlines",
  "lost_durations",
  "lost_starts",
  "lost_starts_as_due",
  "lost_assignees",
  "lost_authors",
  "lost_files",
  "lost_lists",
  "lost_deleted",
  "lost_archived_cards",
  "lost_dependencies",
  "lost_templates",
  "lost_uncounted_comments",
  "lost_uncounted_steps",
  "lost_places",
  "lost_archives",
  "lost_archived_projects",
  "lost_sub_projects",
  "lost_documents",
  "lost_series",
  "lost_events",
  "lost_journal",
  "lost_free_busy",
  "encoding",
  "not_understood",
  "kept_in_notes",
  "left_out",
  "unfit_tag",
  "taken_as_task",
  "taken_as_due_date",
  "taken_as_level",
  "taken_as_next_note",
  "part_left_out",
  "zone_unknown",
  "other_clock",
  "no_first_date",
  "twice",
  "alarm_left_out",
  "alarm_moved",
  "alarm_once",
  "time_replaced",
  "notes_cut",
  "nul_left_out",
  "taken_as_column",
  "table_left_behind",
  "no_task_of_comment",
  "too_many_reminders",
  "task_twice",
  "instance_twice",
  "other_series",
  "setting_left_out",
  "filter_not_understood",
  "too_many_filters",
  "untitled",
  "title_cut",
  "broken_off",
  "older_version",
  "cancelled_instance",
  "no_task",
  "tag_left_out",
  "reminder_left_out",
  "reminder_without_time",
  "instance_there",
  "filter_unsaved",
  "filter_there",
  "filter_name_there",
  "not_stored",
  "open_quote",
  "refused",
] as const;
export type ImportNoteCode = (typeof importNoteCodes)[number];

/** Why a whole file cannot be read, as the `reason` of what is wrong with it. */
export const importRefusals = [
  "empty",
  "no_file",
  "several_files",
  "too_many_tasks",
  "pdf",
  "picture",
  "gzip",
  "seven_zip",
  "rar",
  "office",
  "database",
  "property_list",
  "markup",
  "rtf",
  "contacts",
  "org_mode",
  "yaml",
  "no_list",
  "nameless_table",
  "other_table",
  "no_such_table",
  "no_todoist_csv",
  "no_todoist_archive",
  "no_archive",
  "no_text",
  "unknown_encoding",
  "no_calendar",
  "broken_calendar",
  "other_json",
  "json_mistake",
  "json_broken_off",
  "json_too_deep",
] as const;
export type ImportRefusal = (typeof importRefusals)[number];

const importNoteSchema = z.object({
  /** The line of the file, or the place in its list of tasks, from 1. */
  line: z.int(),
  title: z.string().nullable(),
  message: z.string(),
  /** What became of the value, or what the file has that cannot come along; stable, in snake case. */
  code: z.enum(importNoteCodes),
  /** The field of the file that it is about, and what stands there; of a number of things, how many. */
  field: z.string().optional(),
  value: z.string().optional(),
  /** The file of an archive that the line is of. */
  file: z.string().optional(),
});
export type ImportNote = z.infer<typeof importNoteSchema>;

/** How many tasks of a file are shown of what it would bring. */
export const importExamples = 5;

/** What an import did, or would do. At most 1,000 errors and warnings are listed. */
export const importResultSchema = z.object({
  dry_run: z.boolean(),
  format: importFormatSchema,
  total: z.int(),
  created: z.int(),
  /** Tasks that are there already. */
  skipped: z.int(),
  failed: z.int(),
  errors: z.array(importNoteSchema),
  warnings: z.array(importNoteSchema),
  /** How many warnings there are, listed or not. */
  warning_count: z.int(),
  /** The first of the tasks that a dry run would create; none of an import that was done. */
  examples: z
    .array(taskSchema.pick({ title: true, due_date: true, priority: true, tags: true }))
    .max(importExamples),
});
export type ImportResult = z.infer<typeof importResultSchema>;

export const feedQuerySchema = z.strictObject({
  token: z.string().max(200).default(""),
  /** Tasks as VTODO, or those with a due date as VEVENT, for calendars that show no tasks. */
  as: z.enum(["tasks", "events"]).default("tasks"),
});
