import { Agent, get } from "node:http";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { createApp } from "./create-app.ts";
import { createDrain, type Drain } from "./drain.ts";
import { healthRoutes } from "./health.ts";
import { createLogger } from "./logging.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function start(drain: Drain) {
  const app = createApp({ log: createLogger("test", "silent"), name: "test" });
  drain.watch(app);
  healthRoutes(app, {}, drain);
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const agent = new Agent({ keepAlive: true });
  cleanUps.push(
    () => app.close(),
    () => agent.destroy(),
  );
  return async (path: string) => {
    const [answer] = await once(get(`${url}${path}`, { agent }), "response");
    answer.resume();
    await once(answer, "end");
    return { status: answer.statusCode, connection: answer.headers.connection };
  };
}

test("connections are kept until the end begins, and closed by the next answer from then on", async () => {
  const drain = createDrain(0);
  const ask = await start(drain);
  expect(await ask("/health/live")).toEqual({ status: 200, connection: "keep-alive" });
  await drain.begin();
  expect(await ask("/health/live")).toEqual({ status: 200, connection: "close" });
});

test("what is about to end is ready for nothing new", async () => {
  const drain = createDrain(0);
  const ask = await start(drain);
  expect((await ask("/health/ready")).status).toBe(200);
  await drain.begin();
  expect((await ask("/health/ready")).status).toBe(503);
});
