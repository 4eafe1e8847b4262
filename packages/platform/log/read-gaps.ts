import type { Queryable } from "@pakaura/database/connection";
import type { LogPosition } from "./log-position.ts";
import type { LogRow } from "./log-row.ts";

/** Where a reader stands within a long read. */
export type ReadPlace = {
  /** What was visible here was handed on before. */
  seen: string;
  /** So was everything up to here. */
  handedOn: LogPosition;
  /** What is read: up to here of what is visible in the snapshot. */
  end: LogPosition;
  until: string;
};

// `handed_on` is the user's last event that the reader has handed on: whatever was is the beginning of
// the stream. What lies between it and the newest row in hand is in hand too, or further on in the log.
const firstMissing = {
  name: "read-gaps",
  text: `select of_user as user_id, missing.sequence
  from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as inhand (of_user, low, high)
  cross join lateral (
    select coalesce((
      select sequence from events
      where user_id = of_user and sequence < low
        and ((transaction_id, position) <= ($4::xid8, $5::bigint)
          or pg_visible_in_snapshot(transaction_id, $6::pg_snapshot))
      order by sequence desc limit 1), 0) as sequence) as handed_on
  cross join lateral (
    select sequence from events
    where user_id = of_user and sequence > handed_on.sequence and sequence < high
      and (transaction_id, position) > ($7::xid8, $8::bigint)
      and not pg_visible_in_snapshot(transaction_id, $6::pg_snapshot)
      and pg_visible_in_snapshot(transaction_id, $9::pg_snapshot)
    order by sequence limit 1) as missing`,
};

/**
 * For each user with rows in hand whose stream has an earlier event that is still to be read: the
 * sequence of the first such event.
 */
export async function readGaps(
  queryable: Queryable,
  inHand: readonly LogRow[],
  { seen, handedOn, end, until }: ReadPlace,
): Promise<Map<string, number>> {
  const bounds = new Map<string, { low: number; high: number }>();
  for (const { user_id, sequence } of inHand) {
    if (sequence === null) continue;
    const { low, high } = bounds.get(user_id) ?? { low: sequence, high: sequence };
    bounds.set(user_id, { low: Math.min(low, sequence), high: Math.max(high, sequence) });
  }
  if (bounds.size === 0) return new Map();
  const all = [...bounds.values()];
  const values = [
    [...bounds.keys()],
    all.map(({ low }) => low),
    all.map(({ high }) => high),
    handedOn.transactionId,
    handedOn.position,
    seen,
    end.transactionId,
    end.position,
    until,
  ];
  type Gap = { user_id: string; sequence: number };
  const { rows } = await queryable.query<Gap>({ ...firstMissing, values });
  return new Map(rows.map(({ user_id, sequence }) => [user_id, sequence]));
}
