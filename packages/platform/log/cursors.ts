import type { Queryable } from "@pakaura/database/connection";
import type { GroupPlace } from "../consumer-groups.ts";
import type { LogPosition } from "./log-position.ts";

/**
 * A position as it is stored. `version` is that of the row (PostgreSQL's `xmin`), which every write
 * changes: a rewind to the very position that is stored shows too.
 */
export type StoredCursor = { at: LogPosition; version: string };

/** The group's durable position. A new group starts before the first event that is kept. */
export async function loadCursor(queryable: Queryable, group: string): Promise<StoredCursor> {
  const columns = "transaction_id, position, xmin::text as version";
  const { rows } = await queryable.query<{
    transaction_id: number;
    position: number;
    version: string;
  }>(
    `with added as (
       insert into subscriptions (consumer_group, transaction_id, position) values ($1, '0', 0)
       on conflict do nothing returning ${columns})
     select transaction_id::text::bigint as transaction_id, position, version from (
       select * from added union all
       select ${columns} from subscriptions where consumer_group = $1) as cursor`,
    [group],
  );
  const [row] = rows;
  if (!row) throw new Error(`The cursor of ${group} could not be made`);
  return {
    at: { transactionId: row.transaction_id, position: row.position },
    version: row.version,
  };
}

export type CursorMove = { group: string; from: StoredCursor; to: LogPosition };

/**
 * Stores positions and returns the new version of each group that was still stored as `from`. Any
 * other is left alone: somebody rewound it.
 */
export async function moveCursors(
  queryable: Queryable,
  moves: CursorMove[],
): Promise<Map<string, string>> {
  const { rows } = await queryable.query<{ consumer_group: string; version: string }>({
    name: "move-cursors",
    text: `update subscriptions as cursor
      set transaction_id = to_transaction::text::xid8, position = to_position, updated_at = now()
      from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[])
        as move(consumer_group, from_version, to_transaction, to_position)
      where cursor.consumer_group = move.consumer_group and cursor.xmin = from_version::xid
      returning cursor.consumer_group, cursor.xmin::text as version`,
    values: [
      moves.map(({ group }) => group),
      moves.map(({ from }) => from.version),
      moves.map(({ to }) => to.transactionId),
      moves.map(({ to }) => to.position),
    ],
  });
  return new Map(rows.map((row) => [row.consumer_group, row.version]));
}

/** Sets a group back to before the first kept event at or after `time`, so that it is all delivered again. */
export async function rewindCursor(queryable: Queryable, group: string, time: Date): Promise<void> {
  await queryable.query(
    `update subscriptions set transaction_id = first.transaction_id, position = first.position - 1, updated_at = now()
     from (select transaction_id, position from events where time >= $2
           order by transaction_id, position limit 1) as first
     where consumer_group = $1`,
    [group, time],
  );
}

/** Seconds since the oldest event that each group has not handled was made; 0 when there is none. */
export async function readLags(
  queryable: Queryable,
  groups: string[],
): Promise<Map<string, number>> {
  const { rows } = await queryable.query<{ consumer_group: string; lag: number }>(
    `select consumer_group, coalesce((
       select greatest(0, extract(epoch from now() - events.time)) from events
       where (events.transaction_id, events.position) > (subscriptions.transaction_id, subscriptions.position)
       order by events.transaction_id, events.position limit 1), 0)::float8 as lag
     from subscriptions where consumer_group = any($1)`,
    [groups],
  );
  return new Map(rows.map((row) => [row.consumer_group, row.lag]));
}

/** The stored cursors of all groups, with how far behind the ones in `lags` are. */
export async function readPlaces(
  queryable: Queryable,
  lags: ReadonlyMap<string, number>,
): Promise<GroupPlace[]> {
  const { rows } = await queryable.query<{
    service: string;
    transaction_id: string;
    position: number;
    updated_at: Date;
  }>(
    `select consumer_group as service, transaction_id::text as transaction_id, position, updated_at
     from subscriptions order by 1`,
  );
  return rows.map((row) => ({
    ...row,
    lag_seconds: lags.get(row.service) ?? null,
    lag_events: null,
  }));
}

/** Removes the stored position of a group; false when there is none. */
export async function removeCursor(queryable: Queryable, group: string): Promise<boolean> {
  const removed = await queryable.query("delete from subscriptions where consumer_group = $1", [
    group,
  ]);
  return removed.rowCount === 1;
}
