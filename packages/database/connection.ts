import pg from "pg";
import { WatchedPool } from "./watched-pool.ts";

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

/**
 * How soon the server finds out that a client's machine is gone without a word, and gives its locks to others:
 * half a minute instead of the two hours of most systems. Over a Unix socket they mean nothing.
 */
const serverKeepAlive = {
  tcp_keepalives_idle: "10s",
  tcp_keepalives_interval: "5s",
  tcp_keepalives_count: "3",
  tcp_user_timeout: "25s",
};
/** The same for us; Node then asks ten times, once a second. */
const keepAliveInitialDelayMillis = 10_000;

/** What every connection to `url` has in common, for whoever needs a client outside the pool (LISTEN). */
export function connectionOptions(url: string): pg.ClientConfig {
  return {
    connectionString: withSettings(url, serverKeepAlive),
    application_name: "pakaura",
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis,
    types,
  };
}

/** Settings of the server for the session. Those that the URL itself has are kept, and go before. */
function withSettings(url: string, settings: Record<string, string>): string {
  const extended = new URL(url);
  const given = extended.searchParams.get("options");
  const words = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  extended.searchParams.set("options", [...words, given ?? ""].join(" ").trim());
  return extended.href;
}

/** Somebody waits for each answer: one that does not come within this is a refusal (503 within five seconds). */
const answerMs = 3_500;
/** For statements that go through much. */
const longStatementMs = 30_000;
/** Shorter than the answer, so that the server says that it was a lock, and the connection stays good. */
const lockMs = 3_000;

type PoolOptions = { url: string; max?: number; log?: Log };

/**
 * Makes a pool of at most `max` (10) connections. `url` is a `postgresql://` URL, or for a socket
 * `postgresql:///name?host=/path&user=pakaura`. Nothing connects before the first query. What a
 * connection is asked at once is sent at once, and carried out in that order
 * (https://node-postgres.com/features/pipelining). A query without an answer within 3.5 s rejects, unless it goes
 * `patiently`, and its connection is not used again.
 */
export function createPool({ url, max = 10, log }: PoolOptions): pg.Pool {
  const pool = new WatchedPool({
    ...connectionOptions(url),
    max,
    pipeline: true,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    lock_timeout: lockMs,
    statement_timeout: longStatementMs,
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

/** A query that goes through much, and has 30 s for it: the only kind that may keep somebody waiting for longer. */
export function patiently(text: string, values: unknown[] = []): pg.QueryConfig {
  return Object.assign({ text, values }, { query_timeout: longStatementMs });
}
