import type { Queryable } from "@pakaura/database/connection";
import { handedOnUpTo, type ReadState, stateSince } from "./log-position.ts";
import type { LogRow } from "./log-row.ts";
import { readGaps } from "./read-gaps.ts";

const pageSize = 500;

type NoRow = { position: null };

export type Page = {
  /** In order of the stream for each user; between users in no order that means anything. */
  rows: LogRow[];
  next: ReadState;
  /** False when more can be read at once. */
  isLast: boolean;
};

// A row comparison, so that the index on (transaction_id, position) is scanned from exactly there, and
// ordered by the table's column (an alias of that name would be sorted by). The
// snapshot comes even when there is no row: it is what lets a position move past transactions that ended.
const newRows = (limit: number) => `
  select snapshot, fresh.* from (select pg_current_snapshot()::text as snapshot) as now
  left join lateral (
    select transaction_id::text::bigint as transaction_id, position, id, topic, user_id, sequence, type,
      source, subject, time, correlation_id, traceparent, data::text as data
    from events
    where (events.transaction_id, events.position) > ($1::xid8, $2::bigint)
      and not pg_visible_in_snapshot(transaction_id, $3::pg_snapshot)
      and ($4::text is null or pg_visible_in_snapshot(transaction_id, $4::pg_snapshot))
    order by events.transaction_id, events.position limit ${limit}) as fresh on true`;

function bySequence(left: LogRow, right: LogRow): number {
  return (left.sequence ?? Number.MAX_SAFE_INTEGER) - (right.sequence ?? Number.MAX_SAFE_INTEGER);
}

/**
 * Reads up to `limit` events that are new after `state`, in one statement when there are fewer.
 *
 * The log is read in the order of transaction ids, and events of one user may lie in it in another
 * order than their stream's: a transaction takes its id before it has the last of its users' rows.
 * Within a page that is sorted out. Where a full page ends between the two, the events whose
 * forerunners lie further on are held until those are read, however far on they lie.
 */
export async function readPage(
  queryable: Queryable,
  state: ReadState,
  limit = pageSize,
): Promise<Page> {
  const { seen, after, until, held = [] } = state;
  const answer = await queryable.query<(LogRow | NoRow) & { snapshot: string }>({
    name: `read-page-${limit}`,
    text: newRows(limit),
    values: [after.transactionId, after.position, seen, until ?? null],
  });
  const fresh = answer.rows.filter((row) => row.position !== null);
  const last = fresh.at(-1);
  const target = until ?? answer.rows[0]?.snapshot;
  if (target === undefined) throw new Error("PostgreSQL gave no snapshot");
  const inHand = [...held, ...fresh];
  if (last === undefined || fresh.length < limit) {
    const rows = inHand.sort(bySequence);
    return { rows, next: stateSince(target), isLast: until === undefined };
  }
  const end = { transactionId: last.transaction_id, position: last.position };
  const place = { seen, handedOn: handedOnUpTo(state), end, until: target };
  const gaps = await readGaps(queryable, inHand, place);
  const mustWait = ({ user_id, sequence }: LogRow) =>
    sequence !== null && sequence > (gaps.get(user_id) ?? Number.MAX_SAFE_INTEGER);
  return {
    rows: inHand.filter((row) => !mustWait(row)).sort(bySequence),
    next: { seen, after: end, until: target, held: inHand.filter(mustWait) },
    isLast: false,
  };
}

/** The state of somebody who wants what comes from now on. */
export async function readNewest(queryable: Queryable): Promise<ReadState> {
  const { rows } = await queryable.query<{ snapshot: string }>(
    "select pg_current_snapshot()::text as snapshot",
  );
  if (!rows[0]) throw new Error("PostgreSQL gave no snapshot");
  return stateSince(rows[0].snapshot);
}
