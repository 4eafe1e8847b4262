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

/** How long it may wait for what another transaction has not ended with, as an id that both add. */
const lockTimeoutMs = 250;

/** Why nothing of a user was written. */
export type Unwritten = {
  user_id: string;
  /**
   * - `busy`: somebody else is writing for the user.
   * - `stale`: a task is no longer of the version that was decided upon.
   * - `missing`: the user has no stream yet, or is gone.
   */
  reason: "busy" | "stale" | "missing";
};

/**
 * The statement of a write. It answers the users of whom nothing was written (`Unwritten`); each other's
 * rows are written whole.
 *
 * The rows of the users' streams are locked before anything else is written: so the writes of one user
 * happen one after the other, and versions that were compared cannot change before the end. It waits
 * for none of them: whoever else holds one would hold up everybody in here. Its transaction has an id
 * from the first row on, and may get another only after others with later ids: readers go by the sequence.
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
    `patience as materialized (select set_config('lock_timeout', '${lockTimeoutMs}', true))`,
    `locked as materialized (
      select user_id from streams
      where user_id = any($1::uuid[]) and (select count(*) from patience) = 1
      order by user_id for update skip locked)`,
  ];
  let shape = "commit";
  const add = (name: string, items: unknown[], part: () => string) => {
    if (items.length === 0) return;
    shape += `-${name}`;
    parts.push(`${name} as (${part()})`);
  };

  let ready = "select user_id from locked";
  if (rows.expected.length > 0) {
    shape += "-versioned";
    const counts = Map.groupBy(rows.expected, ({ userId }) => userId);
    parts.push(`current as materialized (
      select user_id from unnest(${list(
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
      join locked using (user_id)
      join tasks using (id, user_id, version)
      for no key update of tasks skip locked)`);
    ready = `select user_id from locked
      join unnest($1::uuid[], ${list(
        userIds.map((userId) => counts.get(userId)?.length ?? 0),
        "int",
      )}) as asked (user_id, count) using (user_id)
      left join (select user_id, count(*) as count from current group by user_id) as found using (user_id)
      where asked.count = coalesce(found.count, 0)`;
  }
  parts.push(`ready as materialized (${ready})`);

  add(
    "rules",
    rows.rules,
    () => `insert into recurrence_rules (${ruleColumns})
      select ${ruleColumns} from ${recordset("recurrence_rules", rows.rules)} join ready using (user_id)
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
      select ${taskColumns} from ${recordset("tasks", rows.created)} join ready using (user_id)`,
  );
  add(
    "updated",
    rows.updated,
    () => `update tasks set ${taskAssignments}
      from ${recordset("tasks", rows.updated)} as new join ready using (user_id)
      where tasks.id = new.id and tasks.user_id = new.user_id`,
  );
  add(
    "named",
    rows.tags,
    () => `insert into tags (user_id, name)
      select user_id, name from ${userTags(rows.tags)} join ready using (user_id) on conflict do nothing`,
  );
  add(
    "unnamed",
    rows.removedTags,
    () => `delete from tags using ${userTags(rows.removedTags)} join ready using (user_id)
      where tags.user_id = tag.user_id and tags.name = tag.name`,
  );
  add(
    "kept",
    rows.kept,
    () => `insert into idempotency_keys (user_id, key, request_hash, status, headers, body)
      select user_id, key, request_hash, status, headers, body
      from ${recordset("idempotency_keys", rows.kept)} join ready using (user_id)`,
  );
  add("logged", rows.events, () => {
    const events = `$${values.push(JSON.stringify(rows.events))}::json`;
    parts.push(
      `event as materialized (select * from json_to_recordset(${events}) as event
        (ordinal int, total int, id uuid, user_id uuid, topic text, type text, subject uuid,
         time timestamptz, correlation_id text, traceparent text, data json))`,
      `counter as (
        update streams set sequence = streams.sequence + total
        from event join ready using (user_id) where streams.user_id = event.user_id and ordinal = total
        returning streams.user_id, streams.sequence)`,
    );
    return `insert into events
        (id, topic, user_id, sequence, type, source, subject, time, correlation_id, traceparent, data)
      select id, topic, user_id, counter.sequence - total + ordinal, type, 'pakaura/api', subject, time,
        correlation_id, traceparent, data
      from event join counter using (user_id) order by user_id, ordinal`;
  });
  return {
    name: shape,
    text: `with ${parts.join(",\n")}
      select user_id, case when locked.user_id is not null then 'stale'
        when exists (select from streams where streams.user_id = asked.user_id) then 'busy'
        else 'missing' end as reason
      from unnest($1::uuid[]) as asked (user_id)
      left join locked using (user_id) left join ready using (user_id) where ready.user_id is null`,
    values,
  };
}
