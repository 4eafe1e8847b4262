import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { createPool } from "./connection.ts";
import { createSharedLimit } from "./shared-limit.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
afterEach(() => vi.useRealTimers());

const limitOf = (name: string, points: number) =>
  createSharedLimit({ pool: database.pool, name, points, periodSeconds: 60 });

test("processes count together, and many tries at once are no more than many in turn", async () => {
  const [one, other] = [limitOf("together", 5), limitOf("together", 5)];
  const tries = Array.from({ length: 20 }, (_, index) => (index % 2 ? one : other).take("ann"));
  const waits = await Promise.all(tries);
  expect(waits.filter((seconds) => seconds === 0)).toHaveLength(5);
  for (const seconds of waits) expect(seconds).toBeLessThanOrEqual(60);
});

test("keys and limits do not meet, and what was given back can be taken again", async () => {
  const limit = limitOf("apart", 1);
  expect(await limit.take("ann")).toBe(0);
  expect(await limit.take("bob")).toBe(0);
  expect(await limitOf("other", 1).take("ann")).toBe(0);
  expect(await limit.take("x".repeat(10_000))).toBe(0);
  await limit.giveBack("ann");
  expect(await limit.take("ann")).toBe(0);
  expect(await limit.take("ann")).toBeGreaterThan(0);
});

test("after its period a key begins anew", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const limit = limitOf("anew", 1);
  expect(await limit.take("ann")).toBe(0);
  vi.setSystemTime(Date.now() + 20_000);
  expect(await limit.take("ann")).toBe(40);
  vi.setSystemTime(Date.now() + 40_000);
  expect(await limit.take("ann")).toBe(0);
});

test("what cannot be counted is not let through", async () => {
  const pool = createPool({ url: "postgres://nobody@127.0.0.1:1/nothing" });
  onTestFinished(() => pool.end());
  const limit = createSharedLimit({ pool, name: "away", points: 5, periodSeconds: 60 });
  await expect(limit.take("ann")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});
