import { createAuditService } from "@pakaura/audit/service";
import { taskUpdated } from "@pakaura/audit/test-event";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { createEmbeddedPlatform } from "@pakaura/platform/embedded/create-platform";
import { silentObserver } from "@pakaura/platform/observer";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { subscriptionRoutes } from "@pakaura/service/operators/subscription-routes";

const log = createLogger("test", "silent");
const user = "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44";
const patience = { timeout: 30_000, interval: 20 };
const eventCount = 50;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function appendEvents(): Promise<void> {
  const events = Array.from({ length: eventCount }, (_, index) => taskUpdated(user, index + 1));
  await database.pool.query(
    `insert into events (id, topic, user_id, sequence, type, source, subject, time, correlation_id, data)
     select id, 'task-events', $2, sequence, type, source, subject, now(), 'c', data
     from json_to_recordset($1::json) as event(
       id uuid, sequence bigint, type text, source text, subject uuid, data json)`,
    [JSON.stringify(events), user],
  );
}

/** Everything that is kept in the tables that consumers write, as text. */
async function everything(): Promise<unknown> {
  const { rows } = await database.pool.query(
    `select (select json_agg(one order by one.id) from activity_log as one)::text as entries,
       (select json_agg(one order by one.position) from events as one)::text as events,
       (select count(*) from dead_letters) as letters`,
  );
  return rows[0];
}

test("replaying everything leaves the database as it was, and a retired service is forgotten", async () => {
  await appendEvents();
  const { pool, url } = database;
  let processed = 0;
  const observer = { ...silentObserver, onProcessed: () => (processed += 1) };
  const platform = createEmbeddedPlatform({ pool, url, log, secrets: {}, observer });
  const service = createAuditService({ platform: platform.forService("audit-service"), log, pool });
  const audit = createApp({ log, name: "audit-service" });
  await service.internalRoutes(audit);
  platform.attach(service, audit);
  const app = createApp({ log, name: "internal" });
  subscriptionRoutes(app, platform.groups);
  await platform.start();
  await vi.waitFor(() => expect(processed).toBe(eventCount), patience);
  const before = await everything();

  const rewind = (name: string, time: string) =>
    app.inject({
      method: "POST",
      url: `/operators/subscriptions/${name}/rewind`,
      payload: { time },
    });
  expect((await rewind("audit-service", "2020-01-01T00:00:00Z")).statusCode).toBe(204);
  await vi.waitFor(() => expect(processed).toBe(2 * eventCount), patience);
  expect(await everything()).toEqual(before);

  expect((await rewind("nobody", "2020-01-01T00:00:00Z")).statusCode).toBe(404);
  expect((await rewind("audit-service", "yesterday")).statusCode).toBe(422);
  const { items } = (await app.inject("/operators/subscriptions")).json();
  expect(items).toEqual([
    expect.objectContaining({ service: "audit-service", lag_seconds: expect.any(Number) }),
  ]);

  await pool.query(
    "insert into subscriptions (consumer_group, transaction_id, position) values ('retired', '0', 0)",
  );
  const remove = (name: string) =>
    app.inject({ method: "DELETE", url: `/operators/subscriptions/${name}` });
  expect((await remove("audit-service")).statusCode).toBe(409);
  expect((await remove("retired")).statusCode).toBe(204);
  expect((await remove("retired")).statusCode).toBe(404);
  expect((await app.inject("/operators/subscriptions")).json().items).toHaveLength(1);
  await platform.stop();
});
