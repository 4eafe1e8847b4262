import type { Writable } from "node:stream";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type BackupHeader, endOfTable } from "./backup-format.ts";
import { connectionOptions } from "./connection.ts";
import { NotABackup, SchemaTooNew } from "./errors.ts";
import { readAppliedMigrations } from "./migrate.ts";
import { type Lines, nextLine, readHeader, readLines, refuseUnreadable } from "./read-backup.ts";

/** Rows that a table does not take: data exceptions, violated constraints, and columns that it has not. */
const refusedRows = /^(22|23|42)/;

/** A backup that is being read, and the transaction that takes it. */
type Loading = { client: pg.Client; header: BackupHeader; lines: Lines };

/**
 * Opens a backup and a transaction, which is taken back unless `work` commits it. Rejects with NotABackup, or
 * SchemaTooNew for one of a newer version.
 */
export async function withBackup(
  url: string,
  file: string,
  work: (loading: Loading) => Promise<void>,
): Promise<void> {
  await refuseUnreadable(file);
  const client = new pg.Client(connectionOptions(url));
  await client.connect();
  const lines = readLines(file);
  try {
    await client.query("begin");
    const header = await readHeader(lines);
    await refuseNewer(client, header);
    await work({ client, header, lines });
  } finally {
    await client.end();
    await lines.return();
  }
}

async function refuseNewer(client: pg.Client, { migrations }: BackupHeader): Promise<void> {
  const applied = new Set(await readAppliedMigrations(client));
  if (!new Set(migrations).isSubsetOf(applied)) throw new SchemaTooNew();
}

/** Refuses a table that this database has not. */
export async function refuseUnknown(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query(
    `select from information_schema.tables where table_schema = 'public' and table_name = $1`,
    [name],
  );
  if (rowCount === 0) throw new NotABackup(`it has a table ${name}, which is not known`);
}

/** The jobs, which come after the tables. */
export const jobRows = {
  name: "jobs",
  into: "backup_jobs",
  columns: ["identifier", "payload", "run_at", "max_attempts", "key"],
};

/** Makes the table that takes the jobs, and is gone with the transaction. */
export async function createJobTable(client: pg.Client): Promise<void> {
  await client.query(`create temp table "backup_jobs"
    (identifier text, payload json, run_at timestamptz, max_attempts int, key text) on commit drop`);
}

type Rows = { name: string; into: string; columns: string[] };

/** Has a table take the rows that come next. Rejects with NotABackup when it does not. */
export async function loadRows(client: pg.Client, lines: Lines, rows: Rows): Promise<void> {
  const list = rows.columns.map((column) => pg.escapeIdentifier(column)).join(", ");
  const into: Writable = client.query(
    copyFrom(`copy ${pg.escapeIdentifier(rows.into)} (${list}) from stdin`),
  );
  const ended = new Promise<void>((resolve, reject) => {
    into.on("finish", resolve).on("error", (error) => reject(explainRefusedRow(rows.name, error)));
  });
  ended.catch(() => undefined);
  try {
    for (let line = await nextLine(lines); line !== endOfTable; line = await nextLine(lines)) {
      if (!into.write(`${line}\n`)) await Promise.race([drained(into), ended]);
    }
  } catch (error) {
    into.destroy();
    throw error;
  }
  into.end();
  await ended;
}

function explainRefusedRow(name: string, error: Error): Error {
  const isRefused = error instanceof pg.DatabaseError && refusedRows.test(error.code ?? "");
  return isRefused ? new NotABackup(`${name}: ${error.message}`) : error;
}

function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => stream.once("drain", resolve));
}
