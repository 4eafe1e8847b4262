import type pg from "pg";
import { type BackupHeader, tablesQuery } from "./backup-format.ts";
import { createJobTable, jobRows, loadRows, refuseUnknown, withBackup } from "./load-backup.ts";

type Table = BackupHeader["tables"][number];

/** Loaded beside the others, because it is given new places. */
const eventTable = "events";
const cursorTable = "subscriptions";

/**
 * Puts a backup in place of everything that the database holds, all or nothing, with an epoch of its
 * own: who knows a sequence of before asks for everything again. Nobody may be reading events or firing jobs
 * meanwhile. Rejects with NotABackup, or SchemaTooNew for one of a newer version.
 */
export async function restoreBackup(url: string, file: string): Promise<void> {
  await withBackup(url, file, async ({ client, header, lines }) => {
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
    // Nor has one of before what is searched by as it is now.
    await client.query("select fold_search_signs()");
    await client.query("select rename_services()");
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
    select count(graphile_worker.add_job(app_id(identifier), payload => payload, run_at => run_at,
      max_attempts => max_attempts, job_key => app_id(key))) from backup_jobs`);
}
