import type { StreamEvent } from "@pakaura/contract/events";
import type { Queryable } from "./connection.ts";

/**
 * A row of `events` that belongs to a user's stream, as `eventColumns` selects it. `data` is JSON
 * text: whoever only passes it on never pays for parsing it.
 */
export type EventRow = {
  id: string;
  user_id: string;
  sequence: number;
  type: string;
  source: string;
  subject: string;
  time: Date;
  traceparent: string | null;
  data: string;
};

/** The select list that makes an EventRow. */
export const eventColumns =
  "id, user_id, sequence, type, source, subject, time, traceparent, data::text as data";

/**
 * The CloudEvent of a row as JSON text (structured mode), without parsing its data. Only `source` can
 * hold a character that JSON escapes; the rest are uuids, numbers, times and our own type names.
 */
export function toEventJson(row: EventRow): string {
  const traceparent =
    row.traceparent === null ? "" : `"traceparent":${JSON.stringify(row.traceparent)},`;
  return (
    `{"specversion":"1.0","id":"${row.id}","type":"${row.type}","source":${JSON.stringify(row.source)},` +
    `"subject":"${row.subject}","time":"${row.time.toISOString()}","datacontenttype":"application/json",` +
    `"partitionkey":"${row.user_id}","sequence":${row.sequence},${traceparent}"data":${row.data}}`
  );
}

/** The CloudEvent of a row, with its sequence. What the table holds was checked when it was written. */
export function toEvent(row: EventRow): StreamEvent {
  return JSON.parse(toEventJson(row)) as StreamEvent;
}

type StreamPosition = { userId: string; after: number; limit: number };

/** Rows of a user's stream after a sequence, in order: what `readStream` reads, for whoever wants JSON text. */
export async function readStreamRows(
  queryable: Queryable,
  { userId, after, limit }: StreamPosition,
): Promise<EventRow[]> {
  const { rows } = await queryable.query<EventRow>({
    name: "read-stream",
    text: `select ${eventColumns} from events
           where user_id = $1 and sequence is not null and sequence > $2 order by sequence limit $3`,
    values: [userId, after, limit],
  });
  return rows;
}

/** Events of a user's stream after a sequence, in order, at most `limit`. */
export async function readStream(
  queryable: Queryable,
  position: StreamPosition,
): Promise<StreamEvent[]> {
  return (await readStreamRows(queryable, position)).map(toEvent);
}

/** How far the clocks of two writers may differ before an event is missed by a reader who asks by time. */
const clockSkewSeconds = 10;

/**
 * The sequence after which every event at or after `time` lies; reading on from there may repeat
 * earlier events, never miss one. Walks back from the newest event, so it costs what it finds.
 */
export async function sequenceBefore(
  queryable: Queryable,
  { userId, time }: { userId: string; time: Date },
): Promise<number> {
  const { rows } = await queryable.query<{ sequence: number | null }>({
    name: "sequence-before",
    text: `with surely_older as materialized (
             select coalesce((
               select sequence from events
               where user_id = $1 and sequence is not null and time < $2::timestamptz - make_interval(secs => $3)
               order by sequence desc limit 1), 0) as sequence)
           select (
             select events.sequence - 1 from events
             where user_id = $1 and events.sequence is not null
               and events.sequence > surely_older.sequence and time >= $2
             order by events.sequence limit 1) as sequence
           from surely_older`,
    values: [userId, time, clockSkewSeconds],
  });
  return rows[0]?.sequence ?? latestSequence(queryable, userId);
}

/** Events of a user's stream from the first one at or after `time`, in order, at most `limit`. */
export async function readStreamSince(
  queryable: Queryable,
  { userId, time, limit }: { userId: string; time: Date; limit: number },
): Promise<StreamEvent[]> {
  const after = await sequenceBefore(queryable, { userId, time });
  return readStream(queryable, { userId, after, limit });
}

/** The last sequence of the user's stream, 0 when nothing has happened yet. */
export async function latestSequence(queryable: Queryable, userId: string): Promise<number> {
  const { rows } = await queryable.query<{ sequence: number }>({
    name: "latest-sequence",
    text: "select sequence from streams where user_id = $1",
    values: [userId],
  });
  return rows[0]?.sequence ?? 0;
}

/** The first sequence that the log still holds, null when it holds none: older ones were pruned. */
export async function oldestSequence(queryable: Queryable, userId: string): Promise<number | null> {
  const { rows } = await queryable.query<{ sequence: number }>({
    name: "oldest-sequence",
    text: `select sequence from events where user_id = $1 and sequence is not null
           order by sequence limit 1`,
    values: [userId],
  });
  return rows[0]?.sequence ?? null;
}

/** The epoch of this database. Sequences of another epoch mean nothing here. */
export async function readEpoch(queryable: Queryable): Promise<string> {
  const { rows } = await queryable.query<{ value: string }>(
    "select value from installation where key = 'epoch'",
  );
  if (!rows[0]) throw new Error("The database has no epoch: it was not migrated");
  return rows[0].value;
}
