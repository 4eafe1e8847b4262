import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeBackup } from "@pakaura/database/backup";
import { migrate } from "@pakaura/database/migrate";
import { restoreBackup } from "@pakaura/database/restore";
import {
  createEmptyDatabase,
  createTestDatabase,
  type TestDatabase,
} from "@pakaura/database/test-database";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import { afterEach, expect, test, vi } from "vitest";
import { createEmbeddedPlatform } from "./create-platform.ts";
import { createJobStore, prepareJobs } from "./job-store.ts";

const log = createLogger("test", "silent");
const patience = { timeout: 20_000, interval: 20 };
/** How many migrations there were before 0014_app_ids. */
const before = 14;
const names = ["notification", "recurring", "audit"];

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function keep(database: TestDatabase): TestDatabase {
  cleanUps.push(database.drop);
  return database;
}

/** A database in which each service has handled the first of two events, and keeps a job, a value and a dead letter. */
async function createOlder(): Promise<TestDatabase> {
  const database = keep(await createEmptyDatabase());
  const { pool, url } = database;
  await migrate({ url, upTo: before });
  for (const sequence of [1, 2])
    await pool.query(
      `insert into events (id, topic, user_id, sequence, type, source, subject, time, correlation_id, data)
       values (gen_random_uuid(), 'task-events', $1, $2, 'task.created', 'pakaura/test', gen_random_uuid(), now(),
         'c' || $2::bigint, '{}')`,
      [randomUUID(), sequence],
    );
  const jobs = createJobStore(pool);
  for (const name of [...names, "api"]) {
    await pool.query(
      `insert into subscriptions (consumer_group, transaction_id, position)
       select $1, transaction_id, position from events where sequence = 1`,
      [name],
    );
    await pool.query(
      `insert into state (service, key, value, etag) values ($1, 'k', '1', gen_random_uuid())`,
      [name],
    );
    await pool.query(
      `insert into dead_letters (id, consumer_group, event_id, topic, event, error, tries)
       values (gen_random_uuid(), $1, gen_random_uuid(), 'task-events', '{}', 'why', 1)`,
      [name],
    );
    await jobs.forService(name).schedule("job", { dueTime: new Date(), data: {} });
  }
  await jobs.release();
  return database;
}

async function migrated(): Promise<TestDatabase> {
  const database = await createOlder();
  await migrate({ url: database.url });
  return database;
}

async function restored(): Promise<TestDatabase> {
  const [older, database] = [await createOlder(), keep(await createTestDatabase())];
  await prepareJobs(database.pool);
  const folder = await mkdtemp(join(tmpdir(), "pakaura-renamed-"));
  cleanUps.push(() => rm(folder, { recursive: true }));
  const file = join(folder, "backup");
  await writeBackup(older.url, file);
  await restoreBackup(database.url, file);
  return database;
}

test.each([
  ["migrated", migrated],
  ["restored from a backup", restored],
])("what services of before kept is theirs by their app ids when it is %s", async (_, open) => {
  const { pool, url } = await open();
  const platform = createEmbeddedPlatform({ pool, url, log, secrets: {}, jobPollMs: 20 });
  cleanUps.push(platform.stop);
  const [events, jobs]: [string[], string[]] = [[], []];
  const services = [...names.map((name) => `${name}-service`), "api"].sort();
  for (const name of services) {
    const app = createApp({ log, name });
    app.post("/events", async (request, reply) => {
      events.push(`${name} ${request.correlationId}`);
      return reply.code(204).send();
    });
    app.post("/job/job", async (_request, reply) => {
      jobs.push(name);
      return reply.code(204).send();
    });
    platform.attach({ name, subscriptions: [{ topic: "task-events", route: "/events" }] }, app);
  }
  await platform.start();

  await vi.waitFor(() => expect(jobs.toSorted()).toEqual(services), patience);
  await vi.waitFor(() => expect(events).toHaveLength(services.length), patience);
  expect(events.toSorted()).toEqual(services.map((name) => `${name} c2`));
  for (const name of services)
    expect((await platform.forService(name).state.get("k"))?.value).toBe(1);
  expect([...(await platform.deadLetterCounts()).keys()].sort()).toEqual(services);
  const places = await platform.groups.list();
  expect(places.map(({ service }) => service).sort()).toEqual(services);
});
