import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answeredReminders } from "../reminders/answered-reminders.ts";
import type { TaskOperation } from "./operation.ts";
import { sendOperation } from "./send-operation.ts";
import { aTask } from "./task.fixture.ts";

const now = "2026-11-25T10:00:00.000Z";
const onItsWay = { key: "key", madeAt: now, order: 1 };
const about = { taskId: "task", base: aTask({ id: "task" }), reminderId: "reminder" };
const snoozed = (until: string): TaskOperation => ({
  kind: "snooze-reminder",
  ...about,
  until,
  ...onItsWay,
});
const dismissed: TaskOperation = { kind: "dismiss-reminder", ...about, ...onItsWay };

beforeEach(() => void vi.useFakeTimers({ now: Date.parse(now) }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A server that answers so; what it was sent is in the mock. */
function aServer(status: number, code = "") {
  const fetched = vi.fn(async (_path: string, _init: RequestInit) => {
    const body = status < 400 ? {} : { status, code, detail: "No." };
    return new Response(JSON.stringify(body), { status });
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

test("a reminder is put off until the moment that was meant, with the key of the change", async () => {
  const fetched = aServer(200);
  const until = "2026-11-25T10:10:00.000Z";
  expect(await sendOperation(snoozed(until), undefined)).toEqual({ task: null, conflicts: [] });
  const [path, init] = fetched.mock.calls[0] ?? [];
  expect(path).toBe("/api/v1/reminders/reminder/snooze");
  expect(init?.body).toBe(JSON.stringify({ until }));
  expect(new Headers(init?.headers).get("idempotency-key")).toBe("key");
});

test("one whose moment passed without a network comes at once", async () => {
  const fetched = aServer(200);
  await sendOperation(snoozed("2026-11-25T09:50:00.000Z"), undefined);
  expect(fetched.mock.calls[0]?.[1].body).toBe(JSON.stringify({ minutes: 1 }));
});

test("a dismissal of what is gone is done; what was put off and is gone is told", async () => {
  aServer(404, "not_found");
  expect(await sendOperation(dismissed, undefined)).toEqual({ task: null, conflicts: [] });
  await expect(sendOperation(snoozed("2026-11-25T10:10:00.000Z"), undefined)).rejects.toThrow(
    "No.",
  );
});

test("a reminder whose answer is on its way is known to be answered", () => {
  const other: TaskOperation = { kind: "complete", taskId: "task", base: about.base, ...onItsWay };
  expect([...answeredReminders([dismissed, other])]).toEqual(["reminder"]);
});
