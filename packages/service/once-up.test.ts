import { expect, test } from "vitest";
import { createApp } from "./create-app.ts";
import { healthRoutes } from "./health.ts";
import { createLogger } from "./logging.ts";
import { onceUp } from "./once-up.ts";

function serve(check: () => Promise<boolean>) {
  const app = createApp({ log: createLogger("test", "silent"), name: "test" });
  healthRoutes(app, { kafka: onceUp(check), database: async () => true });
  return async () => {
    const answer = await app.inject("/health/ready");
    return { code: answer.statusCode, status: answer.json().dependencies.kafka.status };
  };
}

test("is not ready before a dependency was there", async () => {
  const ask = serve(async () => false);
  expect(await ask()).toEqual({ code: 503, status: "down" });
  expect(await ask()).toEqual({ code: 503, status: "down" });
});

test.each<[string, () => Promise<boolean>]>([
  ["says no", async () => false],
  ["rejects", () => Promise.reject(new Error("away"))],
])("stays ready when a dependency that was there %s", async (_what, away) => {
  let check = async () => true;
  const ask = serve(() => check());
  expect(await ask()).toEqual({ code: 200, status: "up" });
  check = away;
  expect(await ask()).toEqual({ code: 200, status: "degraded" });
  check = async () => true;
  expect(await ask()).toEqual({ code: 200, status: "up" });
});
