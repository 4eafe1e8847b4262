import type pg from "pg";

type UserTag = { userId: string; name: string };

/** The rows of a write, each list as objects of the columns of its table. */
export type CommitRows = {
  created: object[];
  updated: object[];
  /** The versions that the updated tasks must still have. */
  expected: { id: string; user_id: string; version: number }[];
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
  "series_added_at",
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

/** What the statement answers: null when everything was written. */
export type CommitAnswer = {
  partly: {
    /** The users for whom nobody else is writing. */
    locked: string[];
    /** Those of them whose rows were written: no task was of another version than expected. */
    written: string[];
  } | null;
};

/**
 * The statement of a write. Each user's rows are written whole or not at all (`CommitAnswer`).
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
    // The time limit is set first: once, and for this statement.
    `locked as materialized (
      select user_id from streams
      where user_id = any($1::uuid[])
        and (select set_config('lock_timeout', '${lockTimeoutMs}', true)) is not null
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
    const ofUsers = Map.groupBy(rows.expected, ({ user_id }) => user_id);
    const expected = rows.expected.map((one) => ({
      ...one,
      total: ofUsers.get(one.user_id)?.length,
    }));
    parts.push(`current as materialized (
      select user_id, total
      from json_to_recordset($${values.push(JSON.stringify(expected))}::json)
        as expected (id uuid, user_id uuid, version int, total int)
      join locked using (user_id)
      join tasks using (id, user_id, version)
      for no key update of tasks skip locked)`);
    ready = "select user_id from current group by user_id, total having count(*) = total";
    const others = userIds.filter((userId) => !ofUsers.has(userId));
    if (others.length > 0) {
      shape += "-mixed";
      ready += ` union all select user_id from locked where user_id = any(${list(others, "uuid")})`;
    }
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
      `event as materialized (select event.* from json_to_recordset(${events}) as event
        (ordinal int, total int, id uuid, user_id uuid, topic text, type text, subject uuid,
         time timestamptz, correlation_id text, traceparent text, data json) join ready using (user_id))`,
      `counter as (
        update streams set sequence = streams.sequence + total
        from event where streams.user_id = event.user_id and ordinal = total
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
      select (
        select json_build_object(
          'locked', array(select user_id from locked), 'written', array(select user_id from ready))
        where (select count(*) from ready) < cardinality($1::uuid[])) as partly`,
    values,
  };
}
