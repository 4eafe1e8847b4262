import { expect, test } from "vitest";
import { isUndoable } from "./undoable.ts";

test("what a person did to a task can be undone", () => {
  expect(isUndoable({ action: "task.updated", actor: "user" })).toBe(true);
  expect(isUndoable({ action: "recurrence.stopped", actor: "user" })).toBe(true);
});

test("what the system did, and what was sent, cannot", () => {
  expect(isUndoable({ action: "task.created", actor: "system" })).toBe(false);
  expect(isUndoable({ action: "reminder.fired", actor: "user" })).toBe(false);
});
