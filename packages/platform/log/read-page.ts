import type { Topic } from "@pakaura/contract/events";
import type { Queryable } from "@pakaura/database/connection";
import { type LogPosition, type ReadState, stateSince } from "./log-position.ts";

export const pageSize = 500;

/** A row of the event log as a reader needs it: `data` stays text. */
export type LogRow = {
  transaction_id: number;
  position: number;
  id: string;
  topic: Topic;
  user_id: string;
  sequence: number | null;
  type: string;
  source: string;
  subject: string;
  time: Date;
  correlation_id: string;
  traceparent: string | null;
  data: string;
};

type NoRow = { position: null };

export type Page = {
  /** In order of the stream for each user; between users in no order that means anything. */
  rows: LogRow[];
  /** Positions in `rows` that belong to a later page, and come again there. */
  early: number[];
  next: ReadState;
  /** False when more can be read at once. */
  isLast: boolean;
};

const columns = `transaction_id::text::bigint as transaction_id, position, id, topic, user_id, sequence, type, source,
  subject, time, correlation_id, traceparent, data::text as data`;

// A row comparison, so that the index on (transaction_id, position) is scanned from exactly there, and
// ordered by the table's column (an alias of that name would be sorted by). The
// snapshot comes even when there is no row: it is what lets a position move past transactions that ended.
const newRows = `select snapshot, fresh.* from (select pg_current_snapshot()::text as snapshot) as now
  left join lateral (
    select ${columns} from events
    where (events.transaction_id, events.position) > ($1::xid8, $2::bigint)
      and not pg_visible_in_snapshot(transaction_id, $3::pg_snapshot)
      and ($4::text is null or pg_visible_in_snapshot(transaction_id, $4::pg_snapshot))
    order by events.transaction_id, events.position limit ${pageSize}) as fresh on true`;

/** Overlapping transactions of one user reach back by less than this many events. */
const overlap = 100;
const predecessors = `select ${columns} from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as page(of_user, low, high)
  join events on user_id = of_user and sequence between low - ${overlap} and high - 1
  where (transaction_id, position) > ($4::xid8, $5::bigint)`;

/** The first event that is not read yet must not be overtaken by a later one of its user. */
function bySequence(left: LogRow, right: LogRow): number {
  return (left.sequence ?? Number.MAX_SAFE_INTEGER) - (right.sequence ?? Number.MAX_SAFE_INTEGER);
}

/**
 * A full page can end between two overlapping transactions of one user, of which the later one in
 * the log holds the earlier sequence. Those earlier ones are taken into the page.
 */
async function readPredecessors(
  queryable: Queryable,
  rows: LogRow[],
  end: LogPosition,
): Promise<LogRow[]> {
  const bounds = new Map<string, { low: number; high: number }>();
  for (const { user_id, sequence } of rows) {
    if (sequence === null) continue;
    const { low, high } = bounds.get(user_id) ?? { low: sequence, high: sequence };
    bounds.set(user_id, { low: Math.min(low, sequence), high: Math.max(high, sequence) });
  }
  const all = [...bounds.values()];
  const values = [
    [...bounds.keys()],
    all.map(({ low }) => low),
    all.map(({ high }) => high),
    end.transactionId,
    end.position,
  ];
  return (await queryable.query<LogRow>({ name: "read-predecessors", text: predecessors, values }))
    .rows;
}

/** Reads up to `pageSize` events that are new after `state`, in one statement when there are fewer. */
export async function readPage(queryable: Queryable, state: ReadState): Promise<Page> {
  const { seen, after, until } = state;
  const answer = await queryable.query<(LogRow | NoRow) & { snapshot: string }>({
    name: "read-page",
    text: newRows,
    values: [after.transactionId, after.position, seen, until ?? null],
  });
  const rows = answer.rows.filter((row) => row.position !== null);
  const last = rows.at(-1);
  const target = until ?? answer.rows[0]?.snapshot;
  if (target === undefined) throw new Error("PostgreSQL gave no snapshot");
  if (!last) return { rows, early: [], next: stateSince(target), isLast: until === undefined };
  if (rows.length < pageSize) {
    return {
      rows: rows.sort(bySequence),
      early: [],
      next: stateSince(target),
      isLast: until === undefined,
    };
  }
  const end = { transactionId: last.transaction_id, position: last.position };
  const early = await readPredecessors(queryable, rows, end);
  return {
    rows: [...rows, ...early].sort(bySequence),
    early: early.map(({ position }) => position),
    next: { seen, after: end, until: target },
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
