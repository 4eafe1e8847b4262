import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import type { Patience } from "./connect-patiently.ts";
import type { Log, Queryable } from "./connection.ts";
import { PostgresTooOld, SchemaTooNew } from "./errors.ts";
import journal from "./migrations/meta/_journal.json" with { type: "json" };
import {
  type Migration,
  oldestKnownOf,
  readOldestKnown,
  writeOldestKnown,
} from "./schema-takes.ts";
import { withClient } from "./with-client.ts";

const oldestMajor = 16;
/** Any number that no other user of the same database is likely to lock. */
const lockKey = 7_252_872_001;

const folder = join(import.meta.dirname, "migrations");

type MigrateOptions = Patience & {
  url: string;
  log?: Log;
  /** Apply no more than this many of them; only in tests. */
  upTo?: number;
};

/**
 * Brings the database at `url` to the schema of this version: all that is missing in one transaction,
 * so that a failure leaves the database as it was. Of several processes at once, one does it and the
 * others wait. With nothing to do it takes a connection and two queries.
 *
 * Rejects with DatabaseUnreachable, DatabaseNotPermitted, SchemaTooNew or PostgresTooOld.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  await withClient(options.url, (client) => bringUpToDate(client, options), options);
}

async function bringUpToDate(client: pg.Client, { upTo, log }: MigrateOptions): Promise<void> {
  const migrations = journal.entries.slice(0, upTo);
  client.on("notice", ({ severity, message }) => {
    if (severity === "WARNING") log?.warn({}, message ?? "The database warned");
  });
  if ((await findPending(client, migrations)).length > 0) {
    await applyPending(client, migrations, log);
  }
}

/** Throws when the server's `server_version_num` is below the oldest PostgreSQL that is supported. */
export function checkServerVersion(versionNumber: number): void {
  const major = Math.floor(versionNumber / 10_000);
  if (major < oldestMajor) throw new PostgresTooOld(String(major), oldestMajor);
}

/**
 * The migrations that the database lacks. They are recorded where drizzle-kit records them. Throws SchemaTooNew when it has some
 * that this version does not know, unless it says that it takes this version all the same.
 */
export async function findPending(
  client: Queryable,
  migrations: Migration[],
): Promise<Migration[]> {
  const server = await client.query<{ version: number; recorded: boolean }>(
    `select current_setting('server_version_num')::int as version,
            to_regclass('drizzle.__drizzle_migrations') is not null as recorded`,
  );
  checkServerVersion(server.rows[0]?.version ?? 0);
  if (!server.rows[0]?.recorded) return migrations;
  const applied = new Set(await readAppliedMigrations(client));
  const known = new Set(migrations.map(({ when }) => when));
  if (!applied.isSubsetOf(known)) {
    const oldest = await readOldestKnown(client);
    if (oldest === null || !known.has(oldest)) throw new SchemaTooNew();
  }
  return migrations.filter(({ when }) => !applied.has(when));
}

/** The migrations that the database has, by their time. */
export async function readAppliedMigrations(client: Queryable): Promise<number[]> {
  const { rows } = await client.query<{ created_at: number }>(
    "select created_at from drizzle.__drizzle_migrations order by created_at",
  );
  return rows.map((row) => row.created_at);
}

async function applyPending(client: Queryable, migrations: Migration[], log?: Log) {
  await client.query("begin");
  await client.query("select pg_advisory_xact_lock($1)", [lockKey]);
  // Looked up again under the lock: another process may have done it meanwhile.
  const pending = await findPending(client, migrations);
  if (pending.length > 0) {
    await client.query(
      `create schema if not exists drizzle;
       create table if not exists drizzle.__drizzle_migrations
         (id serial primary key, hash text not null, created_at bigint)`,
    );
  }
  for (const { tag, when } of pending) {
    const text = await readFile(join(folder, `${tag}.sql`), "utf8");
    await client.query(text);
    await client.query(
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)",
      [createHash("sha256").update(text).digest("hex"), when],
    );
    log?.info({ migration: tag }, "Applied a migration");
  }
  await writeOldestKnown(client, oldestKnownOf(migrations));
  await client.query("commit");
}
