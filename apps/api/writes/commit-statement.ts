import type pg from "pg";

type UserTag = { userId: string; name: string };

/** The rows of a write, each list as objects of the columns of its table. */
export type CommitRows = {
  created: object[];
  updated: object[];
  /** The versions that the updated tasks must still have. */
  expected: { id: string; userId: string; version: number }[];
  rules: object[];
  tags: UserTag[];
  removedTags: UserTag[];
  events: object[];
  kept: object[];
};

const taskColumnList = [
  "id",
  "user_id",
  "title",
  "notes",
  "completed_at",
  "due_at",
  "due_on",
  "reminder_lead_minutes",
  "reminders_set_at",
  "priority",
  "tags",
  "recurrence_rule_id",
  "occurrence",
  "occurrence_number",
  "series_values",
  "recurrence_parent_id",
  "version",
  "created_at",
  "updated_at",
  "deleted_at",
  "search_text",
];
const taskColumns = taskColumnList.join(", ");
const taskAssignments = taskColumnList
  .filter((column) => !["id", "user_id"].includes(column))
  .map((column) => `${column} = new.${column}`)
  .join(", ");

const ruleColumns = `id, user_id, pattern, "interval", day_of_week, day_of_month, interval_days,
  rrule, repeat_from, starts_at, starts_number, set_at, active, created_at`;

/**
 * The statement of a write. The rows of the users' streams are locked before anything else is written:
 * so the writes of one user happen one after the other, and versions that were compared cannot change
 * before the end. Its transaction has an id from the first of these rows on, and may get another row
 * only after others with later ids: readers go by the sequence.
 *
 * Parts that have no rows are left out; each shape is prepared once per connection.
 */
export function commitStatement(userIds: string[], rows: CommitRows): pg.QueryConfig<unknown[]> {
  const values: unknown[] = [userIds];
  const list = (items: unknown[], type: string) => `$${values.push(items)}::${type}[]`;
  const recordset = (table: string, items: object[]) =>
    `json_populate_recordset(null::${table}, $${values.push(JSON.stringify(items))}::json)`;
  const userTags = (tags: UserTag[]) =>
    `unnest(${list(
      tags.map(({ userId }) => userId),
      "uuid",
    )}, ${list(
      tags.map(({ name }) => name),
      "text",
    )}) as tag (user_id, name)`;
  const parts: string[] = [
    `locked as materialized (
      select from streams where user_id = any($1::uuid[]) order by user_id for update)`,
  ];
  let shape = "commit";
  const add = (name: string, items: unknown[], part: () => string) => {
    if (items.length === 0) return;
    shape += `-${name}`;
    parts.push(`${name} as (${part()})`);
  };

  let isReady = "(select count(*) from locked) >= 0";
  if (rows.expected.length > 0) {
    shape += "-versioned";
    parts.push(`current as materialized (
      select from unnest(${list(
        rows.expected.map(({ id }) => id),
        "uuid",
      )},
        ${list(
          rows.expected.map(({ userId }) => userId),
          "uuid",
        )},
        ${list(
          rows.expected.map(({ version }) => version),
          "int",
        )}) as expected (id, user_id, version)
      join tasks on tasks.id = expected.id and tasks.user_id = expected.user_id
        and tasks.version = expected.version
      where ${isReady} for update of tasks)`);
    isReady = `(select count(*) from current) = $${values.push(rows.expected.length)}::int`;
  }
  parts.push(`ready as materialized (select where ${isReady})`);

  add(
    "rules",
    rows.rules,
    () => `insert into recurrence_rules (${ruleColumns})
      select ${ruleColumns} from ${recordset("recurrence_rules", rows.rules)}, ready
      on conflict (id) do update set pattern = excluded.pattern, "interval" = excluded."interval",
        day_of_week = excluded.day_of_week, day_of_month = excluded.day_of_month,
        interval_days = excluded.interval_days, rrule = excluded.rrule,
        repeat_from = excluded.repeat_from, starts_at = excluded.starts_at,
        starts_number = excluded.starts_number, set_at = excluded.set_at, active = excluded.active
      where recurrence_rules.user_id = excluded.user_id`,
  );
  add(
    "created",
    rows.created,
    () => `insert into tasks (${taskColumns})
      select ${taskColumns} from ${recordset("tasks", rows.created)}, ready`,
  );
  add(
    "updated",
    rows.updated,
    () => `update tasks set ${taskAssignments}
      from ${recordset("tasks", rows.updated)} as new, ready
      where tasks.id = new.id and tasks.user_id = new.user_id`,
  );
  add(
    "named",
    rows.tags,
    () => `insert into tags (user_id, name)
      select tag.user_id, tag.name from ${userTags(rows.tags)}, ready on conflict do nothing`,
  );
  add(
    "unnamed",
    rows.removedTags,
    () => `delete from tags using ${userTags(rows.removedTags)}, ready
      where tags.user_id = tag.user_id and tags.name = tag.name`,
  );
  add(
    "kept",
    rows.kept,
    () => `insert into idempotency_keys (user_id, key, request_hash, status, headers, body)
      select user_id, key, request_hash, status, headers, body
      from ${recordset("idempotency_keys", rows.kept)}, ready`,
  );
  add("logged", rows.events, () => {
    const events = `$${values.push(JSON.stringify(rows.events))}::json`;
    parts.push(
      `event as materialized (select * from json_to_recordset(${events}) as event
        (ordinal int, total int, id uuid, user_id uuid, topic text, type text, subject uuid,
         time timestamptz, correlation_id text, traceparent text, data json))`,
      `counter as (
        insert into streams (user_id, sequence)
        select user_id, total from event, ready where ordinal = total
        on conflict (user_id) do update set sequence = streams.sequence + excluded.sequence
        returning user_id, sequence)`,
    );
    return `insert into events
        (id, topic, user_id, sequence, type, source, subject, time, correlation_id, traceparent, data)
      select id, topic, user_id, counter.sequence - total + ordinal, type, 'pakaura/api', subject, time,
        correlation_id, traceparent, data
      from event join counter using (user_id) order by user_id, ordinal`;
  });
  return {
    name: shape,
    text: `with ${parts.join(",\n")}\nselect exists (select from ready) as is_written`,
    values,
  };
}
