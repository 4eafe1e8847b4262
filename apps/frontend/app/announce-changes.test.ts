import type { StreamEvent } from "@pakaura/contract/events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aTask } from "../features/tasks/task.fixture.ts";
import { announcement } from "../lib/announce.ts";
import { rememberOwnRequest } from "../lib/own-requests.ts";
import { loadAllMessages, loadMessages } from "../messages/messages.ts";
import { announceChanges } from "./announce-changes.ts";

await loadMessages("en");
await loadAllMessages();
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

type Told = "task.created" | "task.updated" | "recurrence.instance-created";

function event(type: Told, taskId: string, correlationId = "elsewhere"): StreamEvent {
  const task = aTask({ id: taskId });
  return {
    specversion: "1.0",
    id: taskId,
    source: "pakaura/api",
    subject: taskId,
    time: "2026-11-25T08:30:00.000Z",
    datacontenttype: "application/json",
    partitionkey: "user",
    sequence: 1,
    ...(type === "recurrence.instance-created"
      ? {
          type,
          data: dataOf(taskId, correlationId, {
            task,
            actor: "system" as const,
            parent_task_id: "parent",
          }),
        }
      : {
          type,
          data: dataOf(taskId, correlationId, { task, changed_fields: {}, actor: "user" as const }),
        }),
  };
}

function dataOf<Payload>(taskId: string, correlationId: string, payload: Payload) {
  return { user_id: "user", task_id: taskId, correlation_id: correlationId, payload };
}

/** What is said of the events, once nothing is left to be said. */
function saidOf(...batches: StreamEvent[][]): string[] {
  const said: string[] = [];
  const stop = announcement.subscribe(() => said.push(announcement.get().text));
  for (const batch of batches) announceChanges(batch);
  vi.runAllTimers();
  stop();
  return said;
}

test("a change from elsewhere is said, and many that come together are one sentence", () => {
  expect(saidOf([event("task.created", "other")])).toEqual(["New task: Water the plants"]);
  expect(
    saidOf(
      [event("task.created", "one"), event("task.created", "two")],
      [event("task.created", "three")],
    ),
  ).toEqual(["3 tasks changed elsewhere"]);
});

test("what this browser asked for is not said", () => {
  rememberOwnRequest("mine");
  expect(
    saidOf([event("task.created", "own", "mine"), event("task.updated", "own", "mine")]),
  ).toEqual([]);
});

test("a task that was changed here is said when it changes elsewhere later", () => {
  rememberOwnRequest("mine-too");
  expect(saidOf([event("task.updated", "shared", "mine-too")])).toEqual([]);
  expect(saidOf([event("task.updated", "shared", "theirs")])).toEqual([
    "Task changed: Water the plants",
  ]);
});

test("several changes to one task are one", () => {
  expect(saidOf([event("task.updated", "one"), event("task.updated", "one")])).toEqual([
    "Task changed: Water the plants",
  ]);
});

test("the next task of a series is said, whoever completed the one before", () => {
  rememberOwnRequest("completing");
  expect(saidOf([event("recurrence.instance-created", "next", "completing")])).toEqual([
    "New task: Water the plants",
  ]);
});

test("changes that go on are told together every few seconds", () => {
  const said: string[] = [];
  const stop = announcement.subscribe(() => said.push(announcement.get().text));
  for (let second = 0; second < 12; second += 1) {
    announceChanges([event("task.created", `task-${second}`)]);
    vi.advanceTimersByTime(1_000);
  }
  vi.runAllTimers();
  stop();
  expect(said.length).toBeLessThanOrEqual(4);
});
