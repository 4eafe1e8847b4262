import { randomUUID } from "node:crypto";
import type { Receipt } from "@pakaura/contract/websocket";
import { beforeEach, expect, test, vi } from "vitest";
import { defaultLimits } from "../limits.ts";
import { Receipts } from "./receipts.ts";

const [ann, bob] = [randomUUID(), randomUUID()];
let event: string;
let kept: Map<string, unknown>;
let writes: number;
let isAway: boolean;
let warnings: number;

beforeEach(() => {
  event = randomUUID();
  kept = new Map();
  writes = 0;
  isAway = false;
  warnings = 0;
});

/** Receipts of one replica; all that are made in a test share the store. */
function replica(limits: Partial<typeof defaultLimits> = {}): Receipts {
  return new Receipts({
    state: {
      get: async (key) => {
        if (isAway) throw new Error("Redis is away");
        return kept.has(key) ? { value: kept.get(key) as never, etag: "1" } : null;
      },
      set: async (key, value) => {
        if (isAway) throw new Error("Redis is away");
        writes += 1;
        kept.set(key, value);
      },
    },
    limits: { ...defaultLimits, ...limits },
    log: { warn: () => void (warnings += 1) },
  });
}

const receipt = (state: Receipt["state"], id = event): Receipt => ({
  type: "receipt",
  event_id: id,
  state,
});

test("what was said to one replica is known to the others, in whatever order it was said", async () => {
  const [one, other] = [replica(), replica()];
  for (const each of [one, other]) each.offer(ann, event);
  one.take(ann, receipt("seen"));
  other.take(ann, receipt("shown"));
  const nothing = randomUUID();
  expect(await replica().of(ann, [nothing, event])).toEqual({ shown: [event], seen: [event] });
});

test("what is said again and again is written once", () => {
  const receipts = replica();
  for (let times = 0; times < 100; times += 1) {
    receipts.offer(ann, event);
    receipts.take(ann, receipt("shown"));
    receipts.take(ann, receipt("seen"));
  }
  expect(writes).toBe(2);
});

test("nobody speaks of what was not sent to them, as of somebody else's reminder", async () => {
  const receipts = replica();
  receipts.offer(ann, event);
  receipts.take(bob, receipt("seen"));
  receipts.take(ann, receipt("seen", randomUUID()));
  expect(writes).toBe(0);
  expect(await receipts.of(ann, [event])).toEqual({ shown: [], seen: [] });
});

test("what is said too late is not taken", () => {
  const receipts = replica({ receiptWindowMs: 0 });
  receipts.offer(ann, event);
  receipts.take(ann, receipt("seen"));
  expect(writes).toBe(0);
});

test("of very many reminders the oldest are waited for no longer", () => {
  const receipts = replica();
  receipts.offer(ann, event);
  for (let times = 0; times < 10_000; times += 1) receipts.offer(ann, randomUUID());
  receipts.take(ann, receipt("seen"));
  expect(writes).toBe(0);
});

test("without the store nothing was seen, and whoever said so is not disturbed", async () => {
  isAway = true;
  const receipts = replica();
  receipts.offer(ann, event);
  receipts.take(ann, receipt("seen"));
  await vi.waitFor(() => expect(warnings).toBe(1));
  await expect(receipts.of(ann, [event])).rejects.toThrow("away");
});
