import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createPool } from "@pakaura/database/connection";
import { urlAs } from "@pakaura/database/service-role";
import { createEmptyDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { afterEach, beforeEach, expect, test } from "vitest";

let database: TestDatabase;
beforeEach(async () => {
  database = await createEmptyDatabase();
});
afterEach(() => database.drop());

async function migrateWith(environment: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "migrate.ts")], {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [[code], errors] = await Promise.all([once(child, "exit"), text(child.stderr)]);
  return { code: code as number | null, errors };
}

test("makes the tables and the role of the services, and may run again", async () => {
  const role = { name: `services_${randomUUID().slice(0, 8)}`, password: "a p@ssword" };
  const services = urlAs(database.url, role);
  // The user stands before the host here, as it does where PostgreSQL is another machine.
  const { searchParams } = new URL(services);
  const host = encodeURIComponent(searchParams.get("host") ?? "");
  const { pathname } = new URL(database.url);
  const named = `postgresql://${role.name}:${encodeURIComponent(role.password)}@localhost${pathname}?host=${host}`;
  for (let time = 0; time < 2; time += 1) {
    const environment = { MIGRATION_DATABASE_URL: database.url, DATABASE_URL: named };
    expect(await migrateWith(environment)).toEqual({ code: 0, errors: "" });
  }
  const pool = createPool({ url: named });
  const { rows } = await pool.query("select current_user as name, count(*) from users");
  expect(rows).toEqual([{ name: role.name, count: 0 }]);
  await expect(pool.query("drop table users")).rejects.toThrow("must be owner");
  await pool.end();
  await database.pool.query(`drop owned by ${role.name}; drop role ${role.name}`);
});

test("what is wrong ends it with one line and exit code 1", async () => {
  const missing = await migrateWith({ DATABASE_URL: database.url });
  expect(missing.code).toBe(1);
  expect(missing.errors).toMatch(/^MIGRATION_DATABASE_URL: .*\n$/);
});
