import { afterEach, expect, it } from "vitest";
import {
  DatabaseNotPermitted,
  DatabaseUnreachable,
  PostgresTooOld,
  SchemaTooNew,
} from "./errors.ts";
import { checkServerVersion, migrate } from "./migrate.ts";
import journal from "./migrations/meta/_journal.json" with { type: "json" };
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from "./test-database.ts";

const open: TestDatabase[] = [];
const keep = (database: TestDatabase) => (open.push(database), database);
afterEach(async () => {
  for (const database of open.splice(0)) await database.drop();
});

async function shapeOf({ pool }: TestDatabase): Promise<unknown> {
  const { rows } = await pool.query(
    `select (select jsonb_agg((table_name, column_name, data_type, is_nullable) order by table_name, column_name)
             from information_schema.columns where table_schema = 'public') as columns,
            (select jsonb_agg(indexdef order by indexdef) from pg_indexes where schemaname = 'public') as indexes,
            (select jsonb_agg(pg_get_triggerdef(oid) order by tgname) from pg_trigger where not tgisinternal) as triggers,
            (select count(*) from drizzle.__drizzle_migrations) as applied`,
  );
  return rows[0];
}

it.each(journal.entries.map((_, version) => version))(
  "migrates from version %i to the newest",
  async (version) => {
    const database = keep(await createEmptyDatabase());
    if (version > 0) await migrate({ url: database.url, upTo: version });
    await migrate({ url: database.url });
    expect(await shapeOf(database)).toEqual(await shapeOf(keep(await createTestDatabase())));
  },
);

it("changes nothing the second time", async () => {
  const database = keep(await createTestDatabase());
  const epoch = () => database.pool.query("select value from installation where key = 'epoch'");
  const before = [await shapeOf(database), (await epoch()).rows];
  await migrate({ url: database.url });
  expect([await shapeOf(database), (await epoch()).rows]).toEqual(before);
});

it("applies everything once when several start together", async () => {
  const database = keep(await createEmptyDatabase());
  await Promise.all(Array.from({ length: 4 }, () => migrate({ url: database.url })));
  const { rows } = await database.pool.query(
    "select count(*) as applied from drizzle.__drizzle_migrations",
  );
  expect(rows).toEqual([{ applied: journal.entries.length }]);
});

it("refuses a newer schema that does not take this version, and leaves it as it is", async () => {
  const database = keep(await createTestDatabase());
  await database.pool.query(
    "insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 9999999999999)",
  );
  await database.pool.query("update drizzle.takes set oldest_known = 9999999999999");
  const before = await shapeOf(database);
  await expect(migrate({ url: database.url })).rejects.toBeInstanceOf(SchemaTooNew);
  expect(await shapeOf(database)).toEqual(before);
});

it("leaves the database as it was when a migration fails", async () => {
  const database = keep(await createEmptyDatabase());
  await database.pool.query("create table installation (mine int)");
  await expect(migrate({ url: database.url })).rejects.toThrow("already exists");
  const { rows } = await database.pool.query(
    "select tablename from pg_tables where schemaname in ('public', 'drizzle')",
  );
  expect(rows).toEqual([{ tablename: "installation" }]);
});

it("refuses a PostgreSQL that is too old", () => {
  expect(() => checkServerVersion(150_012)).toThrow(PostgresTooOld);
  expect(() => checkServerVersion(160_000)).not.toThrow();
});

it("says that the database user lacks rights", async () => {
  const database = keep(await createEmptyDatabase());
  const role = `role_${crypto.randomUUID().replaceAll("-", "")}`;
  await database.pool.query(`create role ${role} login`);
  const url = database.url.replace("user=pakaura", `user=${role}`);
  await expect(migrate({ url })).rejects.toBeInstanceOf(DatabaseNotPermitted);
  await database.pool.query(`drop role ${role}`);
});

it.each([
  ["nobody listens", "postgresql://ada:sesame@127.0.0.1:1/pakaura", "127.0.0.1"],
  ["there is no such host", "postgresql://ada:sesame@db.invalid/pakaura", "db.invalid"],
  [
    "there is no such socket",
    "postgresql:///pakaura?host=/nowhere&user=ada&password=sesame",
    "/nowhere",
  ],
])(
  "says that the database is unreachable when %s, without the password",
  async (_case, url, host) => {
    const error: unknown = await migrate({ url }).catch((reason: unknown) => reason);
    if (!(error instanceof DatabaseUnreachable))
      throw new Error("expected DatabaseUnreachable", { cause: error });
    expect(error.host).toBe(host);
    expect(error.message).toContain(host);
    expect(error.message).not.toContain("sesame");
  },
);

it("says that the database is unreachable when it does not exist", async () => {
  const database = keep(await createEmptyDatabase());
  const url = database.url.replace(/\/test_\w+/, "/missing");
  await expect(migrate({ url })).rejects.toBeInstanceOf(DatabaseUnreachable);
});
