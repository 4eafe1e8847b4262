import type { Queryable } from "@pakaura/database/connection";
import {
  latestSequence,
  readStreamRows,
  sequenceBefore,
  toEventJson,
} from "@pakaura/database/event-log";
import { limitConcurrency } from "./limit-concurrency.ts";
import { eventMessage, type EventMessage } from "./message.ts";

/** The event log, as sessions read it. */
export type StreamLog = {
  /** Where the user's stream is now. */
  position: (userId: string) => Promise<{ epoch: string; sequence: number }>;
  /** The events after a sequence, in order, at most `rows`. */
  readAfter: (userId: string, after: number, rows: number) => Promise<EventMessage[]>;
  /**
   * What a client needs that has everything from before `time` (ISO 8601); null when some of that may
   * be pruned. It may begin with events that are older than the time.
   */
  rangeFrom: (userId: string, time: string) => Promise<{ after: number; latest: number } | null>;
};

const parallelReads = 4;
const keptDays = 7;

const readPosition = {
  name: "gateway-position",
  text: `select (select value from installation where key = 'epoch') as epoch,
    coalesce((select sequence from streams where user_id = $1), 0) as sequence`,
};

/** Whether nothing at or after $2 was pruned: it all is there, or the time is younger than what is pruned. */
const isTimeKept = {
  name: "gateway-is-time-kept",
  text: `select coalesce(
    (select sequence = 1 or time <= $2 from events
      where user_id = $1 and sequence is not null order by sequence limit 1),
    not exists (select from streams where user_id = $1 and sequence > 0)
      or $2 > now() - make_interval(days => $3)) as is_kept`,
};

/**
 * Reads the log for all sessions of this process. The same page for several sessions at once (a user
 * whose devices return together) is read and serialized once; few reads run at a time, so that many
 * that return together leave connections for everybody else.
 */
export function createStreamLog(pool: Queryable): StreamLog {
  const inTurn = limitConcurrency(parallelReads);
  const pages = new Map<string, Promise<EventMessage[]>>();

  async function readPage(userId: string, after: number, limit: number): Promise<EventMessage[]> {
    const rows = await inTurn(() => readStreamRows(pool, { userId, after, limit }));
    return rows.map((row) => eventMessage(row.sequence, toEventJson(row)));
  }

  return {
    async position(userId) {
      type Position = { epoch: string; sequence: number };
      const query = { ...readPosition, values: [userId] };
      const { rows } = await inTurn(() => pool.query<Position>(query));
      if (!rows[0]) throw new Error("a query of scalars gave no row");
      return rows[0];
    },

    readAfter(userId, after, rows) {
      const key = `${userId} ${after} ${rows}`;
      const reading = pages.get(key);
      if (reading) return reading;
      const page = readPage(userId, after, rows).finally(() => pages.delete(key));
      pages.set(key, page);
      return page;
    },

    async rangeFrom(userId, time) {
      const query = { ...isTimeKept, values: [userId, time, keptDays] };
      const { rows } = await inTurn(() => pool.query<{ is_kept: boolean }>(query));
      if (!rows[0]?.is_kept) return null;
      const after = await inTurn(() => sequenceBefore(pool, { userId, time: new Date(time) }));
      const latest = await inTurn(() => latestSequence(pool, userId));
      return { after: Math.min(after, latest), latest };
    },
  };
}
