import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { createEmbeddedPlatform } from "@pakaura/platform/embedded/create-platform";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createAuditService } from "./service.ts";
import { taskUpdated } from "./test-event.ts";

const log = createLogger("test", "silent");
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function startAudit() {
  const { pool, url } = database;
  const platform = createEmbeddedPlatform({ pool, url, log, secrets: {} });
  const service = createAuditService({ platform: platform.forService("audit-service"), log, pool });
  const app = createApp({ log, name: "audit-service" });
  await service.internalRoutes(app);
  platform.attach(service, app);
  await platform.start();
  return platform;
}

async function countOf(text: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(text);
  return rows[0]?.count ?? 0;
}
const countEntries = () => countOf("select count(*) from activity_log");
const countAnnouncements = () =>
  countOf("select count(*) from events where type = 'audit.entry-created'");

test("what is committed is logged and announced once, also when all of it is replayed", async () => {
  const user = "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44";
  const events = Array.from({ length: 200 }, (_, index) => taskUpdated(user, index + 1));
  const platform = await startAudit();
  const start = new Date();
  await database.pool.query(
    `insert into events (id, topic, user_id, sequence, type, source, subject, time, correlation_id, data)
     select id, 'task-events', $2, sequence, type, source, subject, time, 'c', data
     from json_to_recordset($1::json) as event(
       id uuid, sequence bigint, type text, source text, subject uuid, time timestamptz, data json)`,
    [JSON.stringify(events.map((event) => ({ ...event, time: start }))), user],
  );
  platform.wake();
  const patience = { timeout: 30_000, interval: 10 };
  await vi.waitFor(async () => expect(await countAnnouncements()).toBe(200), patience);
  expect(await countEntries()).toBe(200);

  await platform.rewind("audit-service", new Date(start.getTime() - 60_000));
  const last = taskUpdated(user, 201);
  await database.pool.query(
    `insert into events (id, topic, user_id, sequence, type, source, subject, time, correlation_id, data)
     values ($1, 'task-events', $2, 201, $3, 'pakaura/api', $4, now(), 'c', $5)`,
    [last.id, user, last.type, last.subject, JSON.stringify(last.data)],
  );
  platform.wake();
  await vi.waitFor(async () => expect(await countEntries()).toBe(201), patience);
  await vi.waitFor(async () => expect(await countAnnouncements()).toBe(201), patience);
  await platform.stop();
});
