import { Problem } from "@pakaura/service/problem";
import type pg from "pg";
import { accountGone } from "./database-problem.ts";
import { inStreamTurn } from "./in-stream-turn.ts";
import { lockStream } from "./lock-stream.ts";
import { openStream } from "./open-stream.ts";

/**
 * Lets `work` change what belongs to a user, in one transaction, while nobody else writes for them. Throws
 * what `work` throws, with nothing changed, and `unavailable` when somebody else writes for too long.
 */
export async function withStream<Result>(
  pool: pg.Pool,
  userId: string,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const { result } = await inStreamTurn(pool, userId, () => tryOnce(pool, userId, work));
  return result;
}

async function tryOnce<Result>(
  pool: pg.Pool,
  userId: string,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<{ result: Result } | "busy"> {
  const client = await pool.connect();
  try {
    const [, lock] = await Promise.all([client.query("begin"), lockStream(client, userId)]);
    if (lock !== "locked") {
      await client.query("rollback");
      if (lock === "missing" && !(await openStream(client, userId))) throw accountGone();
      client.release();
      return "busy";
    }
    const result = await work(client);
    await client.query("commit");
    client.release();
    return { result };
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    client.release(!(error instanceof Problem));
    throw error;
  }
}
