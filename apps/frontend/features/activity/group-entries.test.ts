import { expect, it } from "vitest";
import { loadAllMessages, loadMessages } from "../../messages/messages.ts";
import type { ActivityEntry } from "@pakaura/contract/events";
import { actorWords, stepsOf } from "./group-entries.ts";

await loadMessages("en");
await loadAllMessages();

it("says whose doing it was when it was not the person's own", () => {
  expect(actorWords({ actor: "user", actor_detail: null })).toBeNull();
  expect(actorWords({ actor: "user", actor_detail: "token: laptop" })).toBe("by token “laptop”");
  expect(actorWords({ actor: "system", actor_detail: "recurring" })).toBe("by recurring");
  expect(actorWords({ actor: "system", actor_detail: null })).toBe("by Pakaura");
});

function entry(id: number, time: string, action = "task.completed"): ActivityEntry {
  return {
    id: `01990000-0000-7000-8000-00000000000${id}`,
    time,
    action,
    actor: "user",
    actor_detail: null,
    task_id: `01990000-0000-7000-8000-00000000000${id}`,
    task_title: `Task ${id}`,
    changes: {},
    sentence: `Task completed: Task ${id}`,
    event_id: `01990000-0000-7000-8000-00000000000${id}`,
    sequence: id,
    undoable: true,
  };
}

it("tells in one line what one request did to many tasks, and singly what it did to two", () => {
  const [at, later] = ["2026-11-26T10:00:00.000Z", "2026-11-26T10:00:01.000Z"];
  const entries = [
    entry(6, later),
    entry(5, later),
    entry(4, at),
    entry(3, at),
    entry(2, at),
    entry(1, at, "task.updated"),
  ];
  expect(stepsOf(entries).map((step) => step.map(({ sequence }) => sequence))).toEqual([
    [6],
    [5],
    [4, 3, 2],
    [1],
  ]);
});
