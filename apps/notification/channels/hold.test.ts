import { randomUUID } from "node:crypto";
import type { Receipts } from "@pakaura/contract/internal";
import { firedReminder } from "@pakaura/contract/fired-reminder.fixture";
import type { Jobs } from "@pakaura/platform/jobs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AppReceipts } from "./app-receipts.ts";
import { type Delivery, deliverySchema } from "./delivery.ts";
import { holdFired, isHeld } from "./hold.ts";

const user = randomUUID();
const firedAt = new Date("2026-11-29T09:00:00.000Z");
const after = (seconds: number) => new Date(firedAt.getTime() + seconds * 1_000);

let isOpen: boolean;
let receipts: Receipts;
let scheduled: { dueTime: Date; data: unknown }[];
let kept: Map<string, unknown>;

beforeEach(() => {
  vi.useFakeTimers({ now: firedAt, toFake: ["Date"] });
  isOpen = true;
  receipts = { shown: [], seen: [] };
  scheduled = [];
  kept = new Map();
});
afterEach(() => void vi.useRealTimers());

const app: AppReceipts = { isOpen: async () => isOpen, of: async () => receipts };
const jobs: Jobs = {
  schedule: async (_name, job) => {
    if ("dueTime" in job) scheduled.push({ dueTime: job.dueTime, data: job.data });
  },
  delete: async () => undefined,
};
const context = {
  app,
  jobs,
  state: {
    get: async () => null,
    set: async (key: string, value: unknown) => void kept.set(key, value),
    delete: async () => undefined,
  },
};

const event = (time = firedAt) => firedReminder(user, { time: time.toISOString() });

async function held(): Promise<Delivery> {
  const { hold } = await holdFired(app, event());
  const notice = { id: randomUUID(), title: "Call", text: "Reminder", taskId: null, event: {} };
  return { channel_id: randomUUID(), tries: 0, notice, ...(hold ? { hold } : {}) };
}

test("nobody who has no page open waits", async () => {
  isOpen = false;
  expect(await holdFired(app, event())).toEqual({ dueTime: firedAt });
});

test("an open page has three seconds to say that it shows it, and twenty for somebody to see it", async () => {
  expect(await holdFired(app, event())).toEqual({
    dueTime: after(3),
    hold: { user_id: user, until: after(20).toISOString() },
  });
});

test("an event that comes again, or late, is held no longer than from when it was fired", async () => {
  vi.setSystemTime(after(2));
  expect(await holdFired(app, event())).toMatchObject({ dueTime: after(3) });
  vi.setSystemTime(after(3_600));
  expect(await holdFired(app, event())).toEqual({
    dueTime: after(3_600),
    hold: { user_id: user, until: after(20).toISOString() },
  });
});

test("the clock of whoever fired it does not hold it either", async () => {
  const { dueTime, hold } = await holdFired(app, event(after(900)));
  expect(dueTime).toEqual(after(3));
  expect(hold?.until).toBe(after(20).toISOString());
});

test("what no page has shown is sent", async () => {
  expect(await isHeld(context, await held())).toBe(false);
  expect(scheduled).toEqual([]);
});

test("what is shown waits until somebody has had time to see it, and is then sent if nobody did", async () => {
  const delivery = await held();
  receipts = { shown: [delivery.notice.id], seen: [] };
  vi.setSystemTime(after(3));
  expect(await isHeld(context, delivery)).toBe(true);
  expect(scheduled).toEqual([{ dueTime: after(20), data: delivery }]);
  vi.setSystemTime(after(20));
  expect(await isHeld(context, delivery)).toBe(false);
  expect(scheduled).toHaveLength(1);
  expect(kept.size).toBe(0);
});

test("what was seen is not sent, and that is remembered", async () => {
  const delivery = await held();
  receipts = { shown: [], seen: [delivery.notice.id] };
  expect(await isHeld(context, delivery)).toBe(true);
  expect([...kept.values()]).toEqual(["seen"]);
  expect(scheduled).toEqual([]);
});

test("that another reminder was seen says nothing of this one", async () => {
  receipts = { shown: [randomUUID()], seen: [randomUUID()] };
  expect(await isHeld(context, await held())).toBe(false);
});

test("a delivery from before there were holds is sent", async () => {
  const { hold: _hold, ...before } = await held();
  const delivery = deliverySchema.parse(before);
  receipts = { shown: [], seen: [delivery.notice.id] };
  expect(await isHeld(context, delivery)).toBe(false);
});
