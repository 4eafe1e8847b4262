import { z } from "zod";

export const backupFormat = "pakaura-backup";

/** The line after the rows of a table, as in the text form of COPY. */
export const endOfTable = "\\.";

/** The first line of a backup. The tables follow in this order, and then the jobs. */
export const backupHeaderSchema = z.object({
  format: z.literal(backupFormat),
  version: z.literal(1),
  created_at: z.iso.datetime(),
  /** The migrations that its database had, by their time. */
  migrations: z.array(z.number()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
});
export type BackupHeader = z.infer<typeof backupHeaderSchema>;

export const tablesQuery = `
  select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
  from information_schema.columns join information_schema.tables using (table_schema, table_name)
  where table_schema = 'public' and table_type = 'BASE TABLE'
  group by table_name order by table_name`;

/** Jobs by what the library's own `add_job` takes. */
export const jobsQuery = `
  select task.identifier, job.payload, job.run_at, job.max_attempts, job.key
  from graphile_worker._private_jobs as job
  join graphile_worker._private_tasks as task on task.id = job.task_id
  where job.key is not null`;
