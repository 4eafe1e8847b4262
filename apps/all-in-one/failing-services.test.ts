import { addEventDoor, findEventDoor } from "@pakaura/platform/event-door";
import { createEmbeddedPlatform } from "@pakaura/platform/embedded/create-platform";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import type { Service } from "@pakaura/service/service";
import { createAuthenticator } from "@pakaura/accounts/authenticate";
import { createApiService } from "@pakaura/api/service";
import { createAuditService } from "@pakaura/audit/service";
import { createNotificationService } from "@pakaura/notification/service";
import { createRecurringService } from "@pakaura/recurring/service";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readSettings } from "./config.ts";

const log = createLogger("test", "silent");
const secret = "a secret of tests that is long enough for anything";
const patience = { timeout: 30_000, interval: 50 };
const seriesCount = 20;
let database: TestDatabase;
let stop: (() => Promise<void>) | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await stop?.();
  await database.drop();
});

/** Has every third delivery of a service fail: by turns before anything is done, and after all of it. */
function failEveryThird(app: FastifyInstance, { subscriptions }: Service): void {
  let deliveries = 0;
  for (const { route } of subscriptions) {
    const door = findEventDoor(app, route);
    if (!door) continue;
    addEventDoor(app, route, async (json) => {
      deliveries += 1;
      const fails = deliveries % 3 === 0;
      const failure = { status: 500, body: "on purpose" };
      if (fails && deliveries % 2 === 0) return failure;
      const answer = await door(json);
      return fails ? failure : answer;
    });
  }
}

async function start(): Promise<FastifyInstance> {
  const { pool, url } = database;
  // Some event is unlucky many times in a row.
  const retry = { maxTries: 100, firstDelayMs: 5, maxDelayMs: 20 };
  const platform = createEmbeddedPlatform({ pool, url, log, secrets: {}, retry });
  const authenticator = createAuthenticator({ pool, secret });
  const contextOf = (name: string) => ({ platform: platform.forService(name), log, pool });
  const config = readSettings({});
  const api = createApiService({
    ...contextOf("api"),
    authenticator,
    secret,
    config,
    databaseUrl: url,
    wake: platform.wake,
  });
  const services = [
    api,
    createAuditService(contextOf("audit-service")),
    createRecurringService(contextOf("recurring-service")),
    createNotificationService({ ...contextOf("notification-service"), config }),
  ];
  for (const service of services) {
    const app = createApp({ log, name: service.name });
    await service.internalRoutes(app);
    failEveryThird(app, service);
    platform.attach(service, app);
  }
  const open = createApp({ log, name: "public" });
  await api.publicRoutes?.(open);
  await platform.start();
  stop = async () => {
    await open.close();
    await platform.stop();
    await authenticator.close();
  };
  return open;
}

async function count(text: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(text);
  return rows[0]?.count ?? 0;
}

test("services that fail every third event still come to one entry, one instance, one reminder", async () => {
  const open = await start();
  const signUp = await open.inject({
    method: "POST",
    url: "/api/auth/sign-up/email",
    payload: { name: "Ann", email: "ann@example.org", password: "password of ann" },
  });
  const cookie = signUp.cookies.map((one) => `${one.name}=${encodeURIComponent(one.value)}`);
  const post = (path: string, payload: object = {}) =>
    open.inject({
      method: "POST",
      url: `/api/v1/tasks${path}`,
      headers: { cookie: cookie.join("; ") },
      payload,
    });
  const series = { title: "Again", due_date: "2035-01-07", recurrence: { pattern: "daily" } };
  for (let made = 0; made < seriesCount; made += 1) {
    const task = (await post("", series)).json();
    await post(`/${task.id}/complete`);
  }

  await vi.waitFor(async () => {
    const made = "select count(*) from events where type = 'recurrence.instance-created'";
    expect(await count(made)).toBe(seriesCount);
    const pending = "select count(*) from reminders where state = 'pending'";
    expect(await count(pending)).toBe(seriesCount);
    const inStream = "select count(*) from events where sequence is not null";
    expect(await count("select count(*) from activity_log")).toBe(await count(inStream));
  }, patience);
  expect(await count("select count(*) from tasks")).toBe(2 * seriesCount);
  expect(await count("select count(*) from dead_letters")).toBe(0);
  const jobs = "select count(*) from graphile_worker.jobs where key like 'notification-service/%'";
  expect(await count(jobs)).toBe(seriesCount);
});
