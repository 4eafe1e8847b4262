import type { StreamEvent } from "@pakaura/contract/events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aTask } from "../features/tasks/task.fixture.ts";
import { announcement } from "../lib/announce.ts";
import { loadMessages } from "../messages/messages.ts";
import { announceChanges } from "./announce-changes.ts";

await loadMessages("en");
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function created(taskId: string): StreamEvent {
  return {
    specversion: "1.0",
    id: taskId,
    type: "task.created",
    source: "pakaura/api",
    subject: taskId,
    time: "2026-11-25T08:30:00.000Z",
    datacontenttype: "application/json",
    partitionkey: "user",
    sequence: 1,
    data: {
      user_id: "user",
      task_id: taskId,
      correlation_id: "c",
      payload: { task: aTask({ id: taskId }), changed_fields: {}, actor: "user" },
    },
  };
}

test("a change from elsewhere is said, many at once in one sentence, and one's own not at all", () => {
  const isOwn = (taskId: string): boolean => taskId === "own";
  announceChanges([created("own")], isOwn);
  vi.runAllTimers();
  expect(announcement.get().text).toBe("");

  announceChanges([created("other")], isOwn);
  vi.runAllTimers();
  expect(announcement.get().text).toBe("New task: Water the plants");

  announceChanges([created("one"), created("two")], isOwn);
  announceChanges([created("three")], isOwn);
  vi.runAllTimers();
  expect(announcement.get().text).toBe("3 tasks changed elsewhere");
});
