import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import { expect, test } from "vitest";
import { silentObserver } from "../observer.ts";
import type { Subscription } from "../pubsub.ts";
import type { KafkaRecord } from "./read-delivery.ts";
import { createGroupTaker, type Remembered } from "./take-record.ts";

const log = createLogger("test", "silent");
const subscription: Subscription = { topic: "task-events", route: "/events" };
const maxTries = 3;

function recordOf(id: string): KafkaRecord {
  const event = { id, type: "t", time: "", userId: "u", correlationId: id, traceparent: null };
  return { event, json: JSON.stringify(event), place: `task-events/0/${id}` };
}

/** A group whose service refuses everything. */
function createRefusing(remembered: Remembered) {
  const app = createApp({ log, name: "refusing" });
  let tries = 0;
  let left = new AbortController();
  app.post("/events", async (_request, reply) => {
    tries += 1;
    left.abort();
    return reply.code(500).send();
  });
  const take = createGroupTaker({
    group: "refusing",
    app,
    log,
    observer: silentObserver,
    retry: { maxTries, firstDelayMs: 1, maxDelayMs: 1, timeoutMs: 1_000 },
    keep: () => Promise.resolve(),
    remembered,
  });
  return {
    /** One try, in the middle of which the sidecar wants the event back. */
    tryOnce: async (id: string): Promise<void> => {
      left = new AbortController();
      expect(await take(subscription, recordOf(id), left.signal)).toBe(false);
    },
    /** How many tries it has until it is given up. */
    triesLeft: async (id: string): Promise<number> => {
      const before = tries;
      expect(await take(subscription, recordOf(id), new AbortController().signal)).toBe(true);
      return tries - before;
    },
  };
}

test("an event that was given back has the tries left that it had", async () => {
  const { tryOnce, triesLeft } = createRefusing({ max: 10, ttl: 60_000 });
  await tryOnce("a");
  await tryOnce("a");
  expect(await triesLeft("a")).toBe(1);
  expect(await triesLeft("b")).toBe(maxTries);
});

test("those that never come again are forgotten: the oldest beyond a number of them", async () => {
  const { tryOnce, triesLeft } = createRefusing({ max: 2, ttl: 60_000 });
  for (const id of ["a", "b", "c"]) await tryOnce(id);
  expect(await triesLeft("c")).toBe(maxTries - 1);
  expect(await triesLeft("a")).toBe(maxTries);
});

test("and all of them after a while, so that one that comes again much later has all tries", async () => {
  let nowMs = 1_000;
  const perf = { now: () => nowMs };
  const { tryOnce, triesLeft } = createRefusing({ max: 10, ttl: 60_000, ttlResolution: 0, perf });
  await tryOnce("a");
  nowMs += 61_000;
  expect(await triesLeft("a")).toBe(maxTries);
});
