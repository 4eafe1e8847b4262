import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createEmbeddedPlatform, type EmbeddedPlatform } from "./create-platform.ts";

const log = createLogger("test", "silent");
const patience = { timeout: 30_000, interval: 20 };
const user = "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44";
let database: TestDatabase;
let platform: EmbeddedPlatform;
let status: number;
let fired: string[];

beforeEach(async () => {
  database = await createTestDatabase();
  const { pool, url } = database;
  platform = createEmbeddedPlatform({ pool, url, log, secrets: {}, jobPollMs: 20 });
  const app = createApp({ log, name: "worker" });
  fired = [];
  app.post<{ Params: { name: string } }>("/job/:name", async (request, reply) => {
    fired.push(request.params.name);
    return reply.code(request.params.name === "good" ? 204 : status).send("why");
  });
  platform.attach({ name: "worker", subscriptions: [] }, app);
  await platform.start();
});
afterEach(async () => {
  await platform.stop();
  await database.drop();
});

const set = (name: string) =>
  platform
    .forService("worker")
    .jobs.schedule(name, { dueTime: new Date(), data: { user_id: user, what: 7 } });
async function letters() {
  const { rows } = await database.pool.query<Record<string, unknown>>(
    `select id, consumer_group, topic, error, tries, event->>'type' as type,
       event->>'partitionkey' as user from dead_letters`,
  );
  return rows;
}
async function jobs(): Promise<string[]> {
  const { rows } = await database.pool.query<{ key: string }>(
    "select key from graphile_worker._private_jobs order by key",
  );
  return rows.map(({ key }) => key);
}

test("a job that its service refuses is a dead letter, others go on, and it is taken when it is replayed", async () => {
  status = 422;
  await set("bad");
  await set("good");
  await vi.waitFor(async () => {
    expect(await letters()).toEqual([
      expect.objectContaining({
        consumer_group: "worker",
        topic: "jobs",
        type: "job bad",
        error: "HTTP 422: why",
        tries: 1,
        user,
      }),
    ]);
    expect(fired.toSorted()).toEqual(["bad", "good"]);
    expect(await jobs()).toEqual([]);
  }, patience);
  const [letter] = await letters();
  const id = String(letter?.["id"]);
  expect(await platform.replayDeadLetter(id)).toEqual({ error: "HTTP 422: why" });
  status = 204;
  expect(await platform.replayDeadLetter(id)).toEqual({ error: null });
  expect(await letters()).toEqual([]);
});

test("a job that fails for another reason is tried sixty times, but not those for which nobody was there", async () => {
  status = 503;
  await set("bad");
  await vi.waitFor(() => expect(fired.length).toBeGreaterThan(1), patience);
  await vi.waitFor(async () => {
    // Between two tries: one that is under way writes down its own count afterwards.
    const { rowCount } = await database.pool.query(
      `update graphile_worker._private_jobs
       set payload = jsonb_set(payload::jsonb, '{tries}', '58')::json where locked_at is null`,
    );
    expect(rowCount).toBe(1);
  }, patience);
  const known = fired.length;
  await vi.waitFor(() => expect(fired.length).toBeGreaterThan(known), patience);
  expect(await letters()).toEqual([]);
  status = 500;
  await vi.waitFor(async () => {
    expect(await letters()).toEqual([
      expect.objectContaining({ error: "HTTP 500: why", tries: 60 }),
    ]);
  }, patience);
  await vi.waitFor(async () => expect(await jobs()).toEqual([]), patience);
});

test("a daily job that is given up comes again the next day", async () => {
  status = 422;
  await set("good");
  await platform.forService("worker").jobs.schedule("bad", { schedule: "0 2 * * *", data: {} });
  await database.pool.query(
    "update graphile_worker._private_jobs set run_at = now() where key = 'worker/bad'",
  );
  await vi.waitFor(async () => {
    expect(await letters()).toHaveLength(1);
    const { rowCount } = await database.pool.query(
      "select from graphile_worker._private_jobs where key = 'worker/bad' and run_at > now()",
    );
    expect(rowCount).toBe(1);
  }, patience);
});
