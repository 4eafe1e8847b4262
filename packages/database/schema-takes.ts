import type { Queryable } from "./connection.ts";

export type Migration = { tag: string; when: number };

/**
 * Migrations that a version of before does not outlive, each with the one that a version has to know to go on working after it:
 * itself, where it breaks every older version, or the one by which versions learned to do without what it takes away.
 * All others only add. So a version may be rolled out, and back, beside the one before it.
 */
export const breakingMigrations: Readonly<Record<string, string>> = {
  "0014_app_ids": "0014_app_ids",
};

/** The time of the migration that a version has to know, at least, to work on a database that has all of these. */
export function oldestKnownOf(
  migrations: readonly Migration[],
  breaking: Readonly<Record<string, string>> = breakingMigrations,
): number {
  const needed = new Set(migrations.flatMap(({ tag }) => breaking[tag] ?? []));
  const newest = migrations.findLast(({ tag }) => needed.has(tag)) ?? migrations.at(-1);
  return newest?.when ?? 0;
}

/** What the database says of it; null where it was migrated before databases said it. */
export async function readOldestKnown(client: Queryable): Promise<number | null> {
  const { rows } = await client.query<{ is_said: boolean }>(
    "select to_regclass('drizzle.takes') is not null as is_said",
  );
  if (!rows[0]?.is_said) return null;
  const said = await client.query<{ oldest_known: number }>(
    "select oldest_known from drizzle.takes",
  );
  return said.rows[0]?.oldest_known ?? null;
}

/** Has the database say it, in the transaction of the migrations. */
export async function writeOldestKnown(client: Queryable, when: number): Promise<void> {
  await client.query("create table if not exists drizzle.takes (oldest_known bigint not null)");
  await client.query("delete from drizzle.takes");
  await client.query("insert into drizzle.takes values ($1)", [when]);
}
