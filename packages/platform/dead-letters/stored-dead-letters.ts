import type { Queryable } from "@pakaura/database/connection";

/** An event that a consumer group gave up, as an operator sees it. */
export type StoredDeadLetter = {
  id: string;
  service: string;
  event_id: string;
  topic: string;
  type: string;
  error: string;
  tries: number;
  created_at: Date;
};

const columns = `id, consumer_group as service, event_id, topic, event->>'type' as type, error, tries, created_at`;

/** The newest first, `limit` at most. */
export async function listDeadLetters(
  queryable: Queryable,
  limit: number,
): Promise<StoredDeadLetter[]> {
  const { rows } = await queryable.query<StoredDeadLetter>(
    `select ${columns} from dead_letters order by created_at desc, id limit $1`,
    [limit],
  );
  return rows;
}

/** One of them with the event as JSON text, as it was delivered; null when there is none. */
export async function readDeadLetter(
  queryable: Queryable,
  id: string,
): Promise<(StoredDeadLetter & { event: string }) | null> {
  const { rows } = await queryable.query<StoredDeadLetter & { event: string }>(
    `select ${columns}, event::text as event from dead_letters where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** True when it was there. */
export async function discardDeadLetter(queryable: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await queryable.query("delete from dead_letters where id = $1", [id]);
  return rowCount === 1;
}

/** Notes that a replay failed as well. */
export async function noteFailedReplay(
  queryable: Queryable,
  id: string,
  error: string,
): Promise<void> {
  await queryable.query("update dead_letters set error = $2, tries = tries + 1 where id = $1", [
    id,
    error.replaceAll("\0", ""),
  ]);
}

/** How many there are of each service that has any. */
export async function countDeadLetters(queryable: Queryable): Promise<Map<string, number>> {
  const { rows } = await queryable.query<{ service: string; count: number }>(
    "select consumer_group as service, count(*)::int as count from dead_letters group by 1",
  );
  return new Map(rows.map(({ service, count }) => [service, count]));
}
