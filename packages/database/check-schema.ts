import type { Queryable } from "./connection.ts";
import { SchemaStepTooWide, SchemaTooOld } from "./errors.ts";
import { findPending, readAppliedMigrations } from "./migrate.ts";
import journal from "./migrations/meta/_journal.json" with { type: "json" };
import { breakingMigrations, type Migration } from "./schema-takes.ts";
import { withClient } from "./with-client.ts";

/**
 * Whether this version works on the database as it is. Rejects with SchemaTooOld where migrations are missing, with SchemaTooNew
 * where there are some that it does not outlive, and with what `migrate` rejects with.
 */
export async function checkSchema(url: string): Promise<void> {
  await withClient(url, async (client) => {
    if ((await findPending(client, journal.entries)).length > 0) throw new SchemaTooOld();
  });
}

/**
 * Whether this version can take the place of the one that runs on the database: back, over migrations that it does not know
 * (SchemaTooNew), or forward, over some that the one that runs would not outlive (SchemaStepTooWide), unless `isStopped`.
 */
export async function checkChangeOfVersion(
  url: string,
  { isStopped = false }: { isStopped?: boolean } = {},
): Promise<void> {
  await withClient(url, async (client) => {
    const pending = await findPending(client, journal.entries);
    if (pending.length === journal.entries.length || isStopped) return;
    await refuseTooWide(client, pending);
  });
}

/** `breaking` as in schema-takes.ts. */
export async function refuseTooWide(
  client: Queryable,
  pending: readonly Migration[],
  breaking: Readonly<Record<string, string>> = breakingMigrations,
): Promise<void> {
  const applied = new Set(await readAppliedMigrations(client));
  for (const { tag } of pending) {
    const needed = breaking[tag];
    const migration = journal.entries.find((entry) => entry.tag === needed);
    if (needed !== undefined && !(migration && applied.has(migration.when)))
      throw new SchemaStepTooWide(tag, needed);
  }
}
