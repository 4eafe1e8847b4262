import { afterEach, expect, test } from "vitest";
import { createApp } from "./create-app.ts";
import { cloudEventSchema, onEvent } from "./event-routes.ts";
import { createLogger } from "./logging.ts";

const app = createApp({ log: createLogger("test", "silent"), name: "test" });
const seen: string[] = [];
onEvent(app, "/events/all", cloudEventSchema, (event, request) => {
  seen.push(`${event.type} ${request.correlationId}`);
  if (event.type === "task.broken") throw new Error("cannot");
});
afterEach(() => {
  seen.length = 0;
});

function deliver(payload: string) {
  const headers = { "content-type": "application/cloudevents+json" };
  return app.inject({ method: "POST", url: "/events/all", payload, headers });
}

function event(type: string): string {
  return JSON.stringify({
    specversion: "1.0",
    id: "1",
    source: "test",
    type,
    data: { correlation_id: "c-1" },
  });
}

test("hands the event to the handler and acknowledges it", async () => {
  expect((await deliver(event("task.created"))).statusCode).toBe(204);
  expect(seen).toEqual(["task.created c-1"]);
});

test("a malformed event never reaches the handler", async () => {
  expect((await deliver("{}")).statusCode).toBe(422);
  expect((await deliver("{")).statusCode).toBe(400);
  expect(seen).toEqual([]);
});

test("a handler that throws asks for redelivery", async () => {
  expect((await deliver(event("task.broken"))).statusCode).toBe(500);
});
