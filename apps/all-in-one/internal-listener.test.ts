import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSystem, type TestSystem } from "./test-system.ts";

let system: TestSystem;

beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.stop());

const services = [
  "",
  "/api",
  "/audit-service",
  "/notification-service",
  "/recurring-service",
  "/websocket-gateway",
];
const routes = [
  "/events/task-events",
  "/events/task-updates",
  "/job/prune",
  "/internal/notify",
  "/internal/replica/notify",
  "/internal/presence",
  "/internal/receipts",
  "/internal/settle-series",
  "/internal/tasks/0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44/settle-reminders",
];

test.each(["open", "internal"] as const)(
  "the %s listener has no route by which services reach each other",
  async (name) => {
    for (const url of services.flatMap((service) => routes.map((route) => service + route))) {
      const answer = await system[name].inject({ method: "POST", url, payload: {} });
      expect(answer.statusCode, url).toBe(404);
    }
  },
);

test("the internal listener has health and metrics, and what operators do needs their token", async () => {
  const status = async (url: string) => (await system.internal.inject(url)).statusCode;
  expect(await status("/health/live")).toBe(200);
  expect(await status("/metrics")).toBe(200);
  expect(await status("/operators/dead-letters")).toBe(401);
  expect(await status("/operators/subscriptions")).toBe(401);
  const restore = { method: "POST", url: "/operators/restore", payload: { file: "/x" } } as const;
  expect((await system.internal.inject(restore)).statusCode).toBe(401);
});
