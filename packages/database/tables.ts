import { weekStarts } from "@pakaura/contract/http";
import { limits, recurrencePatterns, weekdays } from "@pakaura/contract/task";
import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { isBetween, isDueDate, isInYears, isOneOf, isRule } from "./column-checks.ts";

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });
const instant = (name: string) =>
  timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
const createdAt = () => instant("created_at").notNull().defaultNow();

/** Accounts. Columns of `users`, `sessions`, `accounts`, `verifications`, `two_factors` are better-auth's. */
export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    email: text("email").notNull().unique(),
    emailVerified: boolean("email_verified").notNull().default(false),
    image: text("image"),
    twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
    timeZone: text("time_zone").notNull().default("UTC"),
    weekStart: text("week_start").notNull().default("monday"),
    defaultReminderLeadMinutes: integer("default_reminder_lead_minutes").default(30),
    language: text("language"),
    assistantModel: boolean("assistant_model").notNull().default(false),
    disabledAt: instant("disabled_at"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  () => [
    check("users_time_zone", sql`length(time_zone) between 1 and 100`),
    check("users_week_start", isOneOf("week_start", weekStarts)),
    check("users_lead", isBetween("default_reminder_lead_minutes", 0, limits.reminderLeadMinutes)),
  ],
);

const userId = () =>
  uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    token: text("token").notNull().unique(),
    expiresAt: instant("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

export const accounts = pgTable(
  "accounts",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instant("access_token_expires_at"),
    refreshTokenExpiresAt: instant("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [index("accounts_user").on(table.userId)],
);

export const verifications = pgTable(
  "verifications",
  {
    id: uuid("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("verifications_identifier").on(table.identifier),
    index("verifications_value").using("hash", table.value),
  ],
);

export const twoFactors = pgTable(
  "two_factors",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    secret: text("secret").notNull(),
    backupCodes: text("backup_codes").notNull(),
    verified: boolean("verified").notNull().default(true),
    failedVerificationCount: integer("failed_verification_count").notNull().default(0),
    lockedUntil: instant("locked_until"),
    /** The time step (RFC 6238) of the last code that was taken: no code of it or before it works again. */
    lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
  },
  (table) => [index("two_factors_user").on(table.userId)],
);

/** Where people signed in from: an address, or a network of IPv6. Strangers' tries are counted apart from theirs. */
export const knownNetworks = pgTable(
  "known_networks",
  {
    userId: userId(),
    network: text("network").notNull(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.network] })],
);

/** Personal access tokens. Only the SHA-256 of a token is kept: it has 256 random bits, so a slow hash adds nothing. */
export const tokens = pgTable(
  "tokens",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    name: text("name").notNull(),
    scope: text("scope").notNull(),
    hash: text("hash").notNull().unique(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
  },
  (table) => [index("tokens_user").on(table.userId)],
);

/** One rule for all instances of a series. */
export const recurrenceRules = pgTable(
  "recurrence_rules",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    pattern: text("pattern").notNull(),
    interval: integer("interval").notNull().default(1),
    dayOfWeek: text("day_of_week").array(),
    dayOfMonth: integer("day_of_month"),
    intervalDays: integer("interval_days"),
    /** The RRULE value of RFC 5545, without DTSTART. */
    rrule: text("rrule").notNull(),
    /** `due_date` or `completion`. */
    repeatFrom: text("repeat_from").notNull().default("due_date"),
    /** The first due date of the series, as `due_date` is written: what the rule counts from. */
    startsAt: text("starts_at").notNull(),
    /** The `occurrence_number` of the instance that the rule counts from: the series began or was changed there. */
    startsNumber: integer("starts_number").notNull().default(1),
    /** When its dates were last set. Those that had passed by then were never missed. */
    setAt: instant("set_at").notNull().defaultNow(),
    active: boolean("active").notNull().default(true),
    createdAt: createdAt(),
  },
  (table) => [
    // Unique for the reference of its tasks: a task has no rule of somebody else's.
    uniqueIndex("recurrence_rules_owner").on(table.userId, table.id),
    check("recurrence_rules_pattern", isOneOf("pattern", recurrencePatterns)),
    check("recurrence_rules_interval", isBetween('"interval"', 1, limits.recurrenceInterval)),
    check(
      "recurrence_rules_day_of_week",
      sql.raw(`day_of_week <@ array['${weekdays.join("', '")}']`),
    ),
    check("recurrence_rules_day_of_month", sql`day_of_month between 1 and 31 or day_of_month = -1`),
    check(
      "recurrence_rules_interval_days",
      isBetween("interval_days", 1, limits.recurrenceInterval),
    ),
    check("recurrence_rules_rrule", isRule("rrule", limits.rruleLength)),
    check("recurrence_rules_repeat_from", isOneOf("repeat_from", ["due_date", "completion"])),
    check("recurrence_rules_starts_at", isDueDate("starts_at")),
    check("recurrence_rules_starts_number", isBetween("starts_number", 1, limits.occurrences)),
    check("recurrence_rules_set_at", isInYears("set_at")),
  ],
);

/**
 * Tasks, the trash included (`deleted_at`).
 *
 * `due_at` is the instant after which the task is overdue: the due time, or for an all-day task
 * (`due_on` is set) the last millisecond of that day in the user's time zone. Sorting, ranges and
 * overdue all read this one column.
 *
 * Lists are served in order, without sorting, by exactly these forms, each after
 * `where user_id = $1 and deleted_at is null`, in both directions (`>` and `asc`, or `<` and `desc`
 * on both columns); the second form continues after the last row of a page:
 *
 * - `order by coalesce(series_added_at, created_at) desc, id desc`;
 *   `(coalesce(series_added_at, created_at), id) < ($2, $3)`
 * - `order by priority desc, id desc`; `(priority, id) < ($2, $3)`
 * - `order by title collate title_order, id`; `(title collate title_order, id) > ($2, $3)`
 * - due date ascending: `order by coalesce(due_at, 'infinity'::timestamptz), id`;
 *   `(coalesce(due_at, 'infinity'::timestamptz), id) > ($2, $3)`
 * - due date descending: `order by coalesce(due_at, '-infinity'::timestamptz) desc, id desc`;
 *   `(coalesce(due_at, '-infinity'::timestamptz), id) < ($2, $3)`. Tasks without a due date come last
 *   both times; `$2` is then the text `infinity` or `-infinity`.
 * - the trash: `deleted_at is not null` instead, `order by deleted_at desc, id desc`
 *
 * Filters: `due_at >= $2 and due_at <= $3` with `completed_at is null` (overdue, today) reads `tasks_open`,
 * which is also the set of a user's open tasks; without that, a due range reads the order indexes when
 * it is written with their `coalesce`, and `tasks_due` for `coalesce(due_at, 'infinity'::timestamptz) <= $2`.
 * `priority = any($2)`, `tags && $2` and `search_text like $2` (each word its own condition) read
 * `tasks_priority` and `tasks_search`.
 *
 * Changing notes, reminder or recurrence alone touches no index but that of search (HOT when the folded
 * text is the same); completing touches `tasks_open`'s condition and so all of them, which reading the
 * few open tasks among thousands of completed ones is worth.
 */
export const tasks = pgTable(
  "tasks",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    title: text("title").notNull(),
    notes: text("notes").notNull().default(""),
    completedAt: instant("completed_at"),
    dueAt: instant("due_at"),
    dueOn: date("due_on", { mode: "string" }),
    reminderLeadMinutes: integer("reminder_lead_minutes"),
    /** When its due date or lead time was last set: a reminder whose time had passed then does not come late. */
    remindersSetAt: instant("reminders_set_at").notNull().defaultNow(),
    /** 0 none, 1 low, 2 medium, 3 high, 4 urgent. */
    priority: smallint("priority").notNull().default(0),
    /** Normalised and sorted; see docs/decisions for why they are not a join table. */
    tags: text("tags")
      .array()
      .notNull()
      .default(sql`'{}'`),
    recurrenceRuleId: uuid("recurrence_rule_id"),
    /** The date of the rule that this instance was made for, as `due_date` is written. */
    occurrence: text("occurrence"),
    /** Its place in the series, from 1. Unique with the rule: nothing has two next instances. */
    occurrenceNumber: integer("occurrence_number").notNull().default(1),
    /** What the next instance carries in place of this one's values, where only this one was changed. */
    seriesValues: jsonb("series_values"),
    recurrenceParentId: uuid("recurrence_parent_id"),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    /** Of an instance after the first: when the series was added, which is its place by "date added". */
    seriesAddedAt: instant("series_added_at"),
    updatedAt: instant("updated_at").notNull(),
    deletedAt: instant("deleted_at"),
    /** Folded title, notes and tags as `domain/search.ts` writes them. */
    searchText: text("search_text").notNull(),
  },
  (table) => [
    foreignKey({
      name: "tasks_rule_of_owner",
      columns: [table.userId, table.recurrenceRuleId],
      foreignColumns: [recurrenceRules.userId, recurrenceRules.id],
    }),
    uniqueIndex("tasks_occurrence")
      .on(table.recurrenceRuleId, table.occurrenceNumber)
      .where(sql`recurrence_rule_id is not null`),
    // With what its key is made of, so that pages which are skipped are read from it alone.
    index("tasks_added")
      .on(
        table.userId,
        sql`coalesce(series_added_at, created_at)`,
        table.id,
        table.seriesAddedAt,
        table.createdAt,
      )
      .where(sql`deleted_at is null`),
    index("tasks_due")
      .on(table.userId, sql`coalesce(due_at, 'infinity'::timestamptz)`, table.id)
      .where(sql`deleted_at is null`),
    index("tasks_due_descending")
      .on(table.userId, sql`coalesce(due_at, '-infinity'::timestamptz)`, table.id)
      .where(sql`deleted_at is null`),
    index("tasks_priority")
      .on(table.userId, table.priority, table.id)
      .where(sql`deleted_at is null`),
    index("tasks_open")
      .on(table.userId, table.dueAt, table.id)
      .where(sql`deleted_at is null and completed_at is null`),
    index("tasks_trash")
      .on(table.userId, table.deletedAt, table.id)
      .where(sql`deleted_at is not null`),
    check("tasks_priority_range", sql`priority between 0 and 4`),
    check("tasks_tag_count", sql`cardinality(tags) <= 10`),
    check("tasks_completed_at", isInYears("completed_at")),
    check("tasks_due_at", isInYears("due_at")),
    check("tasks_due_on", isBetween("due_on", "'1970-01-01'", "'9999-12-31'")),
    check("tasks_lead", isBetween("reminder_lead_minutes", 0, limits.reminderLeadMinutes)),
    check("tasks_reminders_set_at", isInYears("reminders_set_at")),
    check("tasks_occurrence_date", isDueDate("occurrence")),
    check("tasks_occurrence_number", isBetween("occurrence_number", 1, limits.occurrences)),
    check(
      "tasks_series_values",
      sql`case jsonb_typeof(series_values -> 'tags') when 'array'
        then jsonb_array_length(series_values -> 'tags') <= 10 else series_values -> 'tags' is null end`,
    ),
    check("tasks_created_at", isInYears("created_at")),
    check("tasks_series_added_at", isInYears("series_added_at")),
    check("tasks_updated_at", isInYears("updated_at")),
    check("tasks_deleted_at", isInYears("deleted_at")),
  ],
);
// The ICU title index, and the GIN indexes of search and tags, are in a migration of their own:
// they need a collation and extensions, which the table definition cannot say.

/** The words that a user's tags come from: removing a tag from a task keeps it here (FR-014). */
export const tags = pgTable(
  "tags",
  { userId: userId(), name: text("name").notNull(), createdAt: createdAt() },
  (table) => [primaryKey({ columns: [table.userId, table.name] })],
);

/**
 * Reminders of tasks. A task's own one has an id that follows from the task's, and the lead time of
 * the task; the rest were added.
 */
export const reminders = pgTable(
  "reminders",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    taskId: uuid("task_id")
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    /** Minutes before the due date, or null when `remind_at` was given outright. */
    leadMinutes: integer("lead_minutes"),
    /** The due date, as it is written, that `remind_at` was worked out for; null when it was given outright. */
    dueDate: text("due_date"),
    /** When it comes, or came; null while the task has no due date. */
    remindAt: instant("remind_at"),
    isSnoozed: boolean("is_snoozed").notNull().default(false),
    /** `pending`, `fired`, `dismissed` or `cancelled`. */
    state: text("state").notNull().default("pending"),
    firedAt: instant("fired_at"),
    dismissedAt: instant("dismissed_at"),
    createdAt: createdAt(),
  },
  (table) => [
    index("reminders_task").on(table.taskId),
    index("reminders_user_state").on(table.userId, table.state, table.remindAt),
    check("reminders_lead", isBetween("lead_minutes", 0, limits.reminderLeadMinutes)),
    check("reminders_due_date", isDueDate("due_date")),
    check("reminders_remind_at", isInYears("remind_at")),
    check("reminders_state", isOneOf("state", ["pending", "fired", "dismissed", "cancelled"])),
    check("reminders_fired_at", isInYears("fired_at")),
    check("reminders_dismissed_at", isInYears("dismissed_at")),
    check("reminders_created_at", isInYears("created_at")),
  ],
);

/** Ways to remind somebody who has no session open: each off until its user turns it on. */
export const notificationChannels = pgTable(
  "notification_channels",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    /** `web_push`, `email` or `webhook`. */
    kind: text("kind").notNull(),
    name: text("name").notNull(),
    /** Where to, and what signs or encrypts it. */
    target: jsonb("target").notNull(),
    isEnabled: boolean("is_enabled").notNull().default(true),
    lastSentAt: instant("last_sent_at"),
    lastError: text("last_error"),
    lastErrorAt: instant("last_error_at"),
    createdAt: createdAt(),
  },
  (table) => [index("notification_channels_user").on(table.userId)],
);

/** The log of every mutation. The database refuses UPDATE, and DELETE outside pruning (a trigger). */
export const activityLog = pgTable(
  "activity_log",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id").notNull(),
    time: instant("time").notNull(),
    action: text("action").notNull(),
    actor: text("actor").notNull(),
    actorDetail: text("actor_detail"),
    taskId: uuid("task_id").notNull(),
    taskTitle: text("task_title").notNull(),
    changes: jsonb("changes").notNull(),
    sentence: text("sentence").notNull(),
    eventId: uuid("event_id").notNull().unique(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    correlationId: text("correlation_id").notNull(),
  },
  (table) => [
    index("activity_log_user").on(table.userId, table.sequence),
    index("activity_log_task").on(table.taskId, table.sequence),
    // Only pruning reads by time, and rows arrive in the order of time: BRIN costs a write nothing.
    index("activity_log_time").using("brin", table.time).with({ autosummarize: true }),
  ],
);

/** The last sequence given out in a user's stream. Locking its row orders the writes of one user. */
export const streams = pgTable("streams", {
  userId: uuid("user_id").primaryKey(),
  sequence: bigint("sequence", { mode: "number" }).notNull(),
});

/**
 * The event log of all topics. Readers go through it by `(transaction_id, position)`, and by snapshots, because
 * that is not the order of commits; each user's events they hand on by `sequence`.
 */
export const events = pgTable(
  "events",
  {
    position: bigserial("position", { mode: "number" }).notNull(),
    transactionId: xid8("transaction_id")
      .notNull()
      .default(sql`pg_current_xact_id()`),
    id: uuid("id").notNull().unique(),
    topic: text("topic").notNull(),
    userId: uuid("user_id").notNull(),
    /** Gapless in the user's stream; null for a derived event, which is not part of it. */
    sequence: bigint("sequence", { mode: "number" }),
    type: text("type").notNull(),
    source: text("source").notNull(),
    subject: uuid("subject").notNull(),
    time: instant("time").notNull(),
    correlationId: text("correlation_id").notNull(),
    traceparent: text("traceparent"),
    /** The `data` attribute of the CloudEvent, as it goes out. */
    data: json("data").notNull(),
  },
  (table) => [
    primaryKey({ name: "events_order", columns: [table.transactionId, table.position] }),
    uniqueIndex("events_stream")
      .on(table.userId, table.sequence)
      .where(sql`sequence is not null`),
    index("events_time").using("brin", table.time).with({ autosummarize: true }),
  ],
);

/** Durable positions of the consumer groups. */
export const subscriptions = pgTable("subscriptions", {
  consumerGroup: text("consumer_group").primaryKey(),
  transactionId: xid8("transaction_id").notNull(),
  position: bigint("position", { mode: "number" }).notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const deadLetters = pgTable(
  "dead_letters",
  {
    id: uuid("id").primaryKey(),
    consumerGroup: text("consumer_group").notNull(),
    eventId: uuid("event_id").notNull(),
    topic: text("topic").notNull(),
    event: json("event").notNull(),
    error: text("error").notNull(),
    tries: integer("tries").notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex("dead_letters_event").on(table.consumerGroup, table.eventId)],
);

export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    userId: userId(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    status: smallint("status"),
    headers: jsonb("headers"),
    body: text("body"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.key] }),
    index("idempotency_keys_created").on(table.createdAt),
  ],
);

/** Queries that a person keeps by a name; `position` is the place among them, ties go by id. */
export const savedFilters = pgTable(
  "saved_filters",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    name: text("name").notNull(),
    query: text("query").notNull(),
    position: integer("position").notNull().default(0),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [uniqueIndex("saved_filters_name").on(table.userId, table.name)],
);

/** Key-value state of services (the embedded state store). */
export const state = pgTable(
  "state",
  {
    service: text("service").notNull(),
    key: text("key").notNull(),
    value: jsonb("value").notNull(),
    etag: uuid("etag").notNull(),
    expiresAt: instant("expires_at"),
  },
  (table) => [
    primaryKey({ columns: [table.service, table.key] }),
    index("state_expiry").on(table.expiresAt),
  ],
);

/**
 * How often something was tried: of limits that all processes share. The columns, and their order, are those
 * of rate-limiter-flexible. Unlogged: nothing is lost with it but counts that end soon anyway.
 */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull().default(0),
    /** Milliseconds since the epoch. */
    expire: bigint("expire", { mode: "number" }),
  },
  (table) => [index("rate_limits_expiry").on(table.expire)],
);

/** Facts of the installation: `epoch` changes when the database is restored, so that clients resync. */
export const installation = pgTable("installation", {
  key: text("key").primaryKey(),
  value: text("value").notNull(),
});
