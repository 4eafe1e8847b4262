import pg from "pg";

/** Anything that runs a query: the pool, or one client of it inside a transaction. */
export type Queryable = Pick<pg.Pool | pg.PoolClient, "query">;

/** The part of a pino logger that this package writes to. */
export type Log = Record<"info" | "warn" | "error", (fields: object, message: string) => void>;

const int8 = pg.types.builtins.INT8;

/** Sequences, positions and counts stay far below 2^53, so bigint columns are read as numbers. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format): unknown =>
    oid === int8 && format !== "binary" ? Number : pg.types.getTypeParser(oid, format),
};

/** What every connection to `url` has in common, for whoever needs a client outside the pool (LISTEN). */
export function connectionOptions(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: "pakaura",
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    types,
  };
}

type PoolOptions = { url: string; max?: number; log?: Log };

/**
 * Makes a pool of at most `max` (10) connections. `url` is a `postgresql://` URL, or for a socket
 * `postgresql:///name?host=/path&user=pakaura`. Nothing connects before the first query. What a
 * connection is asked at once is sent at once, and carried out in that order
 * (https://node-postgres.com/features/pipelining).
 */
export function createPool({ url, max = 10, log }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...connectionOptions(url),
    max,
    pipeline: true,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // A lost idle connection is replaced at the next query; without a listener it would end the process.
  pool.on("error", (error) =>
    log?.warn({ error: error.message }, "An idle database connection was lost"),
  );
  // One that is lost while somebody holds it fails their next query; the event alone would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
