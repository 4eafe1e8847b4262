import { afterEach, expect, test } from "vitest";
import { checkChangeOfVersion, checkSchema, refuseTooWide } from "./check-schema.ts";
import { SchemaStepTooWide, SchemaTooNew, SchemaTooOld } from "./errors.ts";
import { migrate } from "./migrate.ts";
import journal from "./migrations/meta/_journal.json" with { type: "json" };
import { breakingMigrations, oldestKnownOf, readOldestKnown } from "./schema-takes.ts";
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from "./test-database.ts";

const open: TestDatabase[] = [];
const keep = (database: TestDatabase) => (open.push(database), database);
afterEach(async () => {
  for (const database of open.splice(0)) await database.drop();
});

const steps = ["a", "b", "c", "d"].map((tag, index) => ({ tag, when: index + 1 }));

/** As a newer version leaves it: one migration more, and the oldest that it takes. */
async function migratedFurther(oldestKnown: number): Promise<TestDatabase> {
  const database = keep(await createEmptyDatabase());
  await migrate({ url: database.url });
  await database.pool.query(
    "insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 9999999999999)",
  );
  await database.pool.query("update drizzle.takes set oldest_known = $1", [oldestKnown]);
  return database;
}
const newest = journal.entries.at(-1)?.when ?? 0;

test("what only adds leaves the oldest version that a database takes where it was", () => {
  expect(oldestKnownOf(steps, { b: "b" })).toBe(2);
});

test("what takes away wants the version that learned to do without it", () => {
  expect(oldestKnownOf(steps, { b: "b", d: "c" })).toBe(3);
});

test("a database says which versions it takes, from its migrations on", async () => {
  const database = keep(await createEmptyDatabase());
  expect(await readOldestKnown(database.pool)).toBeNull();
  await migrate({ url: database.url });
  expect(await readOldestKnown(database.pool)).toBe(oldestKnownOf(journal.entries));
});

test("every migration that is named there is one", () => {
  const tags = journal.entries.map(({ tag }) => tag);
  expect(tags).toEqual(expect.arrayContaining(Object.entries(breakingMigrations).flat()));
});

test("a version works on a database that was migrated further, and takes this version", async () => {
  const { url } = await migratedFurther(newest);
  await checkSchema(url);
  await checkChangeOfVersion(url);
  await migrate({ url });
});

test("a rollback over what this version does not outlive is refused", async () => {
  const { url } = await migratedFurther(9999999999999);
  await expect(checkChangeOfVersion(url)).rejects.toThrow(SchemaTooNew);
  await expect(checkSchema(url)).rejects.toThrow(SchemaTooNew);
});

test("a service waits for a database that lacks migrations", async () => {
  const empty = keep(await createEmptyDatabase());
  await expect(checkSchema(empty.url)).rejects.toThrow(SchemaTooOld);
  await checkSchema(keep(await createTestDatabase()).url);
});

test("the first version on an empty database breaks nobody", async () => {
  const { url } = keep(await createEmptyDatabase());
  await checkChangeOfVersion(url);
});

test("a step that the running version does not outlive is refused, unless it is stopped", async () => {
  const database = keep(await createEmptyDatabase());
  await migrate({ url: database.url, upTo: journal.entries.length - 1 });
  const last = journal.entries.at(-1);
  const before = journal.entries.at(-2);
  if (!last || !before) throw new Error("There are migrations");
  const refused = refuseTooWide(database.pool, [last], { [last.tag]: last.tag });
  await expect(refused).rejects.toThrow(SchemaStepTooWide);
  await refuseTooWide(database.pool, [last], { [last.tag]: before.tag });
  await refuseTooWide(database.pool, [last], {});
  await checkChangeOfVersion(database.url, { isStopped: true });
});
