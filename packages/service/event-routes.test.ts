import { findEventDoor } from "@pakaura/platform/event-door";
import { afterEach, describe, expect, test } from "vitest";
import { createApp } from "./create-app.ts";
import { cloudEventSchema, onEvent } from "./event-routes.ts";
import { createLogger } from "./logging.ts";
import { Problem } from "./problem.ts";

const app = createApp({ log: createLogger("test", "silent"), name: "test" });
const seen: string[] = [];
onEvent(app, "/events/all", cloudEventSchema, (event, { correlationId }) => {
  seen.push(`${event.type} ${correlationId}`);
  if (event.type === "task.broken") throw new Error("cannot");
  if (event.type === "task.early") throw new Problem("unavailable", "not yet");
});
afterEach(() => {
  seen.length = 0;
});

async function overHttp(payload: string): Promise<number> {
  const headers = { "content-type": "application/cloudevents+json" };
  return (await app.inject({ method: "POST", url: "/events/all", payload, headers })).statusCode;
}

async function throughDoor(payload: string): Promise<number | undefined> {
  return (await findEventDoor(app, "/events/all")?.(payload))?.status;
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

describe.each([
  ["over HTTP", overHttp],
  ["within the process", throughDoor],
])("%s", (_way, deliver) => {
  test("hands the event to the handler and acknowledges it", async () => {
    expect(await deliver(event("task.created"))).toBe(204);
    expect(seen).toEqual(["task.created c-1"]);
  });

  test("a malformed event never reaches the handler", async () => {
    expect(await deliver("{}")).toBe(422);
    expect(await deliver("{")).toBe(400);
    expect(seen).toEqual([]);
  });

  test("a handler that throws asks for redelivery", async () => {
    expect(await deliver(event("task.broken"))).toBe(500);
    expect(await deliver(event("task.early"))).toBe(503);
  });
});
