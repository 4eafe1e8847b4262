import { expect, test } from "vitest";
import { createApp } from "./create-app.ts";
import { DependencyDown, healthRoutes } from "./health.ts";
import { createLogger } from "./logging.ts";
import type { HealthCheck } from "./service.ts";

function ask(url: string, checks: Record<string, HealthCheck>) {
  const app = createApp({ log: createLogger("test", "silent"), name: "test" });
  healthRoutes(app, checks, { timeoutMs: 20 });
  return app.inject(url);
}

test("is ready when every dependency is up", async () => {
  const answer = await ask("/health/ready", { database: async () => true });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    status: "up",
    dependencies: { database: { status: "up" } },
  });
});

test.each<[string, HealthCheck]>([
  ["says no", async () => false],
  ["rejects", () => Promise.reject(new Error("away"))],
  [
    "throws",
    () => {
      throw new Error("away");
    },
  ],
  ["never answers", () => new Promise(() => undefined)],
])("is not ready when a check %s", async (_what, check) => {
  const answer = await ask("/health/ready", { database: check, other: async () => true });
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({
    dependencies: { database: { status: "down" }, other: { status: "up" } },
  });
});

test("is alive whatever its dependencies do", async () => {
  expect((await ask("/health/live", { database: async () => false })).statusCode).toBe(200);
});

test("says why a dependency is down, and shows nobody what an error says that was not written for it", async () => {
  const answer = await ask("/health/ready", {
    database: () => Promise.reject(new DependencyDown("PostgreSQL is started again")),
    disk: () => Promise.reject(new Error("the folder of ann is full")),
    events: () => new Promise(() => undefined),
  });
  expect(answer.json()).toMatchObject({
    dependencies: {
      database: { reason: "PostgreSQL is started again" },
      events: { reason: "no answer within 20 ms" },
    },
  });
  expect(answer.body).not.toContain("ann");
});
