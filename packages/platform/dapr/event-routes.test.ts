import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import { expect, test } from "vitest";
import type { Subscription } from "../pubsub.ts";
import { eventRoutes } from "./event-routes.ts";
import type { TakeRecord } from "./take-record.ts";

const never = new AbortController().signal;

function createInternal(take: TakeRecord, subscription: Partial<Subscription> = {}) {
  const app = createApp({ log: createLogger("internal", "silent"), name: "internal" });
  const subscriptions: Subscription[] = [
    { topic: "task-events", route: "/events/task-events", ...subscription },
  ];
  eventRoutes(app, { subscriptions, take, stopping: never, holdMs: 50 });
  return (payload: object, url = "/events/task-events") =>
    app.inject({ method: "POST", url, payload });
}

const raw = (id: string) => Buffer.from(JSON.stringify({ id, type: "t" })).toString("base64");
const bulkOf = (...ids: string[]) => ({
  entries: ids.map((id, index) => ({ entryId: String(index), event: raw(id), metadata: {} })),
});
const statuses = (...all: string[]) => ({
  statuses: all.map((status, index) => ({ entryId: String(index), status })),
});

test("acknowledges what is taken, and has the rest delivered again", async () => {
  const post = createInternal(async (_subscription, { event }) => event?.id === "good");
  expect((await post({ data_base64: raw("good") })).statusCode).toBe(204);
  expect((await post({ data_base64: raw("bad") })).statusCode).toBe(503);
});

test("gives back an event that has to wait long, so that the sidecar can leave the partition", async () => {
  const post = createInternal(
    (_subscription, _record, signal) =>
      new Promise((resolve) => signal.addEventListener("abort", () => resolve(false))),
  );
  expect((await post({ data_base64: raw("slow") })).statusCode).toBe(503);
});

test("answers a bulk entry by entry where the order makes no difference", async () => {
  const take: TakeRecord = async (_subscription, { event }) => event?.id !== "bad";
  const post = createInternal(take, { order: "none" });
  const answer = await post(bulkOf("a", "bad", "c"));
  expect(answer.json()).toEqual(statuses("SUCCESS", "RETRY", "SUCCESS"));
});

test("takes nothing of a bulk that would overtake an event that has to come again", async () => {
  const taken: unknown[] = [];
  const post = createInternal(async (_subscription, { event }) => {
    taken.push(event?.id);
    return event?.id !== "bad";
  });
  const answer = await post(bulkOf("a", "bad", "c"));
  expect(answer.json()).toEqual(statuses("SUCCESS", "RETRY", "RETRY"));
  expect(taken).toEqual(["a", "bad"]);
});

test("keeps an event for which there is no route: Dapr would drop it at a 404", async () => {
  const post = createInternal(() => Promise.resolve(true));
  expect((await post({ data_base64: raw("a") }, "/events/unknown")).statusCode).toBe(503);
});
