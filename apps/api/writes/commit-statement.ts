import type pg from "pg";

/** The rows of one write, each list as objects of the columns of its table. */
export type CommitRows = {
  userId: string;
  created: object[];
  updated: object[];
  /** The versions that the updated tasks must still have. */
  expected: { id: string; version: number }[];
  rules: object[];
  tagNames: string[];
  removedTags: string[];
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
  "priority",
  "tags",
  "recurrence_rule_id",
  "occurrence",
  "recurrence_parent_id",
  "version",
  "created_at",
  "updated_at",
  "deleted_at",
  "search_text",
];
const taskColumns = taskColumnList.join(", ");
const taskAssignments = taskColumnList
  .filter((column) => !["id", "user_id", "created_at"].includes(column))
  .map((column) => `${column} = new.${column}`)
  .join(", ");

const ruleColumns = `id, user_id, pattern, "interval", day_of_week, day_of_month, interval_days,
  rrule, repeat_from, starts_at, active, created_at`;

/**
 * The statement of a write. The row of the user's stream is locked before anything else is written:
 * so the writes of one user happen one after the other, their transaction ids and sequences rise
 * together, and versions that were compared cannot change before the end.
 *
 * Parts that have no rows are left out; each shape is prepared once per connection.
 */
export function commitStatement(rows: CommitRows): pg.QueryConfig<unknown[]> {
  const values: unknown[] = [rows.userId];
  const parameter = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const jsonParameter = (list: object[]) => parameter(JSON.stringify(list), "json");
  const shape: string[] = [];
  const parts: string[] = [
    `locked as materialized (select from streams where user_id = $1 for update)`,
  ];
  const add = (name: string, part: string) => {
    shape.push(name);
    parts.push(`${name} as (${part})`);
  };

  let isReady = "(select count(*) from locked) >= 0";
  if (rows.expected.length > 0) {
    const ids = parameter(
      rows.expected.map(({ id }) => id),
      "uuid[]",
    );
    const versions = parameter(
      rows.expected.map(({ version }) => version),
      "int[]",
    );
    parts.push(`current as materialized (
      select from unnest(${ids}, ${versions}) as expected (id, version)
      join tasks on tasks.id = expected.id and tasks.version = expected.version
      where tasks.user_id = $1 and ${isReady} for update of tasks)`);
    isReady = `(select count(*) from current) = ${parameter(rows.expected.length, "int")}`;
  }
  parts.push(`ready as materialized (select where ${isReady})`);

  if (rows.rules.length > 0) {
    add(
      "rules",
      `insert into recurrence_rules (${ruleColumns})
      select ${ruleColumns} from json_populate_recordset(null::recurrence_rules, ${jsonParameter(rows.rules)}), ready
      on conflict (id) do update set pattern = excluded.pattern, "interval" = excluded."interval",
        day_of_week = excluded.day_of_week, day_of_month = excluded.day_of_month,
        interval_days = excluded.interval_days, rrule = excluded.rrule,
        repeat_from = excluded.repeat_from, starts_at = excluded.starts_at, active = excluded.active
      where recurrence_rules.user_id = excluded.user_id`,
    );
  }
  if (rows.created.length > 0) {
    add(
      "created",
      `insert into tasks (${taskColumns})
      select ${taskColumns} from json_populate_recordset(null::tasks, ${jsonParameter(rows.created)}), ready`,
    );
  }
  if (rows.updated.length > 0) {
    add(
      "updated",
      `update tasks set ${taskAssignments}
      from json_populate_recordset(null::tasks, ${jsonParameter(rows.updated)}) as new, ready
      where tasks.id = new.id and tasks.user_id = $1`,
    );
  }
  if (rows.tagNames.length > 0) {
    add(
      "named",
      `insert into tags (user_id, name)
      select $1, name from unnest(${parameter(rows.tagNames, "text[]")}) as name, ready
      on conflict do nothing`,
    );
  }
  if (rows.removedTags.length > 0) {
    add(
      "unnamed",
      `delete from tags using ready
      where user_id = $1 and name = any(${parameter(rows.removedTags, "text[]")})`,
    );
  }
  if (rows.kept.length > 0) {
    add(
      "kept",
      `insert into idempotency_keys (user_id, key, request_hash, status, headers, body)
      select $1, key, request_hash, status, headers, body
      from json_to_recordset(${jsonParameter(rows.kept)})
        as kept (key text, request_hash text, status smallint, headers jsonb, body text), ready`,
    );
  }
  if (rows.events.length > 0) {
    const count = parameter(rows.events.length, "int");
    add(
      "counter",
      `insert into streams (user_id, sequence) select $1, ${count} from ready
      on conflict (user_id) do update set sequence = streams.sequence + excluded.sequence
      returning sequence`,
    );
    add(
      "logged",
      `insert into events
        (id, topic, user_id, sequence, type, source, subject, time, correlation_id, traceparent, data)
      select id, topic, $1, counter.sequence - ${count} + ordinal, type, 'pakaura/api', subject, time,
        correlation_id, traceparent, data
      from counter, json_to_recordset(${jsonParameter(rows.events)}) as event
        (ordinal int, id uuid, topic text, type text, subject uuid, time timestamptz,
         correlation_id text, traceparent text, data json)
      order by ordinal`,
    );
  }
  const isVersioned = rows.expected.length > 0 ? "-versioned" : "";
  return {
    name: `commit${isVersioned}-${shape.join("-")}`,
    text: `with ${parts.join(",\n")}\nselect exists (select from ready) as is_written`,
    values,
  };
}
