import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline, type Writable } from "node:stream";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type BackupHeader, backupHeaderSchema, endOfTable, tablesQuery } from "./backup-format.ts";
import { connectionOptions } from "./connection.ts";
import { NotABackup, SchemaTooNew } from "./errors.ts";
import { readAppliedMigrations } from "./migrate.ts";

type Lines = AsyncGenerator<string, void>;

/** Rows that a table does not take: data exceptions, violated constraints, and columns that it has not. */
const refusedRows = /^(22|23|42)/;
type Table = BackupHeader["tables"][number];

/** Loaded beside the others, because it is given new places. */
const eventTable = "events";
const cursorTable = "subscriptions";

/**
 * Reads a backup to its end, and has the database take every row into tables that are gone afterwards, while everybody
 * goes on. What the checks of tables refuse is mended by a restore. Rejects with NotABackup or SchemaTooNew as `restoreBackup` would.
 */
export async function checkBackup(url: string, file: string): Promise<void> {
  await withBackup(url, file, async (client, lines) => {
    const header = await readHeader(lines);
    await refuseNewer(client, header);
    for (const [index, { name, columns }] of header.tables.entries()) {
      await refuseUnknown(client, name);
      const aside = `checked_${index}`;
      await client.query(
        `create temp table "${aside}" (like ${pg.escapeIdentifier(name)} including all excluding constraints) on commit drop`,
      );
      await loadRows(client, lines, { name, into: aside, columns });
    }
    await createJobTable(client);
    await loadRows(client, lines, jobRows);
    await client.query("rollback");
  });
}

/**
 * Puts a backup in place of everything that the database holds, all or nothing, with an epoch of its
 * own: who knows a sequence of before asks for everything again. Nobody may be reading events or firing jobs
 * meanwhile. Rejects with NotABackup, or SchemaTooNew for one of a newer version.
 */
export async function restoreBackup(url: string, file: string): Promise<void> {
  await withBackup(url, file, async (client, lines) => {
    const header = await readHeader(lines);
    await refuseNewer(client, header);
    await clear(client);
    await createJobTable(client);
    await client.query(`create temp table "backup_events" (like events) on commit drop`);
    const checks = await liftChecks(client);
    for (const { name, columns } of header.tables) {
      await refuseUnknown(client, name);
      const into = name === eventTable ? "backup_events" : name;
      await loadRows(client, lines, { name, into, columns });
    }
    // A backup of before the checks may hold what they refuse.
    await client.query("select repair_rows()");
    for (const { table, name, definition } of checks)
      await client.query(`alter table ${table} add constraint ${name} ${definition}`);
    await loadRows(client, lines, jobRows);
    await placeEvents(client);
    await addJobs(client);
    await client.query(
      "update installation set value = gen_random_uuid()::text where key = 'epoch'",
    );
    await client.query("commit");
  });
}

/** Opens the file and a transaction, which is taken back unless `work` commits it. */
async function withBackup(
  url: string,
  file: string,
  work: (client: pg.Client, lines: Lines) => Promise<void>,
): Promise<void> {
  await refuseUnreadable(file);
  const client = new pg.Client(connectionOptions(url));
  await client.connect();
  const lines = readLines(file);
  try {
    await client.query("begin");
    await work(client, lines);
  } finally {
    await client.end();
    await lines.return();
  }
}

/** A pipe or a device would be read for ever. */
async function refuseUnreadable(file: string): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    throw new NotABackup(error instanceof Error ? error.message : String(error));
  });
  if (!found.isFile()) throw new NotABackup("it is no file");
}

async function refuseNewer(client: pg.Client, { migrations }: BackupHeader): Promise<void> {
  const applied = new Set(await readAppliedMigrations(client));
  if (!new Set(migrations).isSubsetOf(applied)) throw new SchemaTooNew();
}

async function refuseUnknown(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query(
    `select from information_schema.tables where table_schema = 'public' and table_name = $1`,
    [name],
  );
  if (rowCount === 0) throw new NotABackup(`it has a table ${name}, which is not known`);
}

const jobRows = {
  name: "jobs",
  into: "backup_jobs",
  columns: ["identifier", "payload", "run_at", "max_attempts", "key"],
};

async function createJobTable(client: pg.Client): Promise<void> {
  await client.query(`create temp table "backup_jobs"
    (identifier text, payload json, run_at timestamptz, max_attempts int, key text) on commit drop`);
}

async function* readLines(file: string): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  /** The beginning of a line that goes on. */
  let begun: string[] = [];
  // Its failure reaches the loop below; whoever stops reading early has no use for it.
  const unpacked = pipeline(createReadStream(file), createGunzip(), () => undefined);
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    const [end = "", ...lines] = decoder.decode(chunk, { stream: true }).split("\n");
    begun.push(end);
    const rest = lines.pop();
    if (rest === undefined) continue;
    yield begun.join("");
    yield* lines;
    begun = [rest];
  }
}

async function nextLine(lines: Lines): Promise<string> {
  const { value, done } = await lines.next().catch((error: unknown) => {
    throw new NotABackup(error instanceof Error ? error.message : String(error));
  });
  if (done) throw new NotABackup("it breaks off");
  return value;
}

async function readHeader(lines: Lines): Promise<BackupHeader> {
  const line = await nextLine(lines);
  try {
    return backupHeaderSchema.parse(JSON.parse(line));
  } catch {
    throw new NotABackup("it does not begin as one");
  }
}

/** Without triggers and foreign keys, which a superuser may put off: rows come in the order of their tables. */
async function clear(client: pg.Client): Promise<void> {
  await client.query("set local session_replication_role = replica");
  await client.query("alter table activity_log disable trigger activity_log_is_immutable");
  const { rows } = await client.query<Table>(tablesQuery);
  await client.query(`truncate ${rows.map(({ name }) => `"${name}"`).join(", ")}`);
  await client.query("alter table activity_log enable always trigger activity_log_is_immutable");
}

/** Takes away the checks of the tables, and gives them with their names and tables as SQL writes them. */
async function liftChecks(client: pg.Client) {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name,
       pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of rows)
    await client.query(`alter table ${table} drop constraint ${name}`);
  return rows;
}

type Rows = { name: string; into: string; columns: string[] };

async function loadRows(client: pg.Client, lines: Lines, rows: Rows): Promise<void> {
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

/**
 * Events get new places in the log, in their old order, because transaction ids mean nothing in another
 * cluster; each consumer group goes on where it was.
 */
async function placeEvents(client: pg.Client): Promise<void> {
  await client.query(`
    create temp table placed on commit drop as
      select id, transaction_id, position,
        nextval(pg_get_serial_sequence('events', 'position')) as new_position
      from (select id, transaction_id, position from backup_events
            order by transaction_id, position) as ordered;
    update ${cursorTable} set transaction_id = pg_current_xact_id(), position = coalesce(
      (select max(new_position) from placed
       where (placed.transaction_id, placed.position)
         <= (${cursorTable}.transaction_id, ${cursorTable}.position)), 0);
    insert into events
      (position, id, topic, user_id, sequence, type, source, subject, time, correlation_id, traceparent, data)
    select new_position, id, topic, user_id, sequence, type, source, subject, time, correlation_id,
      traceparent, data
    from backup_events join placed using (id) order by new_position`);
}

async function addJobs(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ has_jobs: boolean }>(
    "select to_regclass('graphile_worker._private_jobs') is not null as has_jobs",
  );
  // Without the library's tables there are none; the next start makes the tables with the first job.
  if (!rows[0]?.has_jobs) return;
  await client.query(`
    delete from graphile_worker._private_jobs;
    select count(graphile_worker.add_job(identifier, payload => payload, run_at => run_at,
      max_attempts => max_attempts, job_key => key)) from backup_jobs`);
}
