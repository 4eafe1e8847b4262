import { randomBytes } from "node:crypto";
import { eventColumns, type EventRow, toEventJson } from "@pakaura/database/event-log";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { createLogger } from "@pakaura/service/logging";
import { metrics } from "@pakaura/service/metrics";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readSettings } from "./config.ts";
import { createListeners } from "./listeners.ts";
import { createServices } from "./services.ts";

const log = createLogger("test", "silent");
const patience = { timeout: 20_000, interval: 20 };
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
let stop: (() => Promise<void>) | undefined;
afterAll(async () => {
  await stop?.();
  await database.drop();
});

async function startAll() {
  const { pool, url } = database;
  const secrets = { session: randomBytes(32).toString("hex") };
  const settings = readSettings({ PORT: "0", INTERNAL_PORT: "0" });
  const parts = createServices({ settings, log, pool, databaseUrl: url, secrets });
  const { open, internal } = await createListeners({
    settings,
    log,
    pool,
    services: parts.services,
    platform: parts.platform,
    webAppFolder: null,
    operatorToken: secrets.session,
    restore: () => Promise.resolve(),
  });
  await parts.platform.start();
  stop = async () => {
    await open.close();
    await internal.close();
    await parts.platform.stop();
    await parts.close();
  };
  return { ...parts, open, internal };
}

/** How many events a service has handled. */
async function handledBy(service: string): Promise<number> {
  const { values } = await metrics.eventsProcessed.get();
  return values
    .filter(({ labels }) => labels["service"] === service && labels["outcome"] === "ok")
    .reduce((sum, { value }) => sum + value, 0);
}

async function count(text: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(text);
  return rows[0]?.count ?? 0;
}

const services = ["audit", "recurring", "notification"] as const;

/** How many events there are for a service. */
function eventsFor(service: (typeof services)[number]): Promise<number> {
  const topics = service === "recurring" ? "('task-events')" : "('task-events', 'reminders')";
  return count(`select count(*) from events where topic in ${topics}`);
}

/** Everything that services keep, as text, without what tells when they last ran. */
async function everything(): Promise<unknown> {
  const { rows } = await database.pool.query(
    `select (select json_agg(one order by one.id) from tasks as one)::text as tasks,
       (select json_agg(one order by one.id) from recurrence_rules as one)::text as rules,
       (select json_agg(one order by one.id) from reminders as one)::text as reminders,
       (select json_agg(one order by one.id) from activity_log as one)::text as entries,
       (select json_agg(one order by one.position) from events as one)::text as events,
       (select json_agg(key order by key) from graphile_worker.jobs as one)::text as jobs,
       (select count(*) from dead_letters) as letters`,
  );
  return rows[0];
}

test("every event again, also twice and in the opposite order, leaves the database as it was", async () => {
  const { open, internal, platform } = await startAll();
  const signUp = await open.inject({
    method: "POST",
    url: "/api/auth/sign-up/email",
    payload: { name: "Ann", email: "ann@example.org", password: "password of ann" },
  });
  const cookie = signUp.cookies.map((one) => `${one.name}=${encodeURIComponent(one.value)}`);
  const post = async (path: string, payload: object = {}) =>
    (
      await open.inject({
        method: "POST",
        url: `/api/v1/tasks${path}`,
        headers: { cookie: cookie.join("; ") },
        payload,
      })
    ).json();

  const daily = { title: "Water the plants", recurrence: { pattern: "daily" } };
  const task = await post("", { ...daily, due_date: "2030-01-07" });
  await post(`/${task.id}/complete`);
  await post(`/${task.id}/uncomplete`);
  await post(`/${task.id}/complete`);
  await post("", { ...daily, due_date: "2026-01-01T09:00:00Z" });
  await post("", { title: "Buy milk", due_date: "2030-01-07T09:00:00Z" });

  const entries = "select count(*) from activity_log";
  await vi.waitFor(async () => {
    const open = "select count(*) from tasks where completed_at is null and deleted_at is null";
    expect(await count(open)).toBe(4);
    expect(await count("select count(*) from reminders where state = 'pending'")).toBe(2);
    expect(await count(entries)).toBe(await eventsFor("audit"));
    for (const service of services) {
      expect(await handledBy(service)).toBe(await eventsFor(service));
    }
  }, patience);
  const before = await everything();

  for (const service of services) {
    const total = (await handledBy(service)) + (await eventsFor(service));
    await platform.rewind(service, new Date(0));
    await vi.waitFor(async () => expect(await handledBy(service)).toBe(total), patience);
  }
  expect(await everything()).toEqual(before);

  const { rows } = await database.pool.query<EventRow & { topic: string }>(
    `select topic, ${eventColumns} from events where sequence is not null order by sequence desc`,
  );
  for (const service of services) {
    for (const row of rows.flatMap((one) => [one, one])) {
      if (service === "recurring" && row.topic !== "task-events") continue;
      const answer = await internal.inject({
        method: "POST",
        url: `/${service}/events/${row.topic}`,
        headers: { "content-type": "application/json" },
        payload: toEventJson(row),
      });
      expect(answer.statusCode, answer.body).toBe(204);
    }
  }
  expect(await everything()).toEqual(before);
});
