import type { Task } from "@pakaura/contract/task";
import { expect, test } from "vitest";
import { previewRecurrence } from "../tasks/preview-recurrence.ts";
import { aTask } from "../tasks/task.fixture.ts";
import {
  changeTag,
  commonTags,
  moveByDays,
  moveTo,
  moveToDay,
  setLead,
  setPriority,
  type BulkChange,
} from "./bulk-change.ts";

const timeZone = "Europe/Berlin";

function bodyFor(change: BulkChange, task: Partial<Task>) {
  return change.kind === "update" ? change.bodyOf(aTask(task)) : null;
}

test("a task that is moved to a day keeps its time", () => {
  const change = moveToDay("2026-12-01", timeZone);
  expect(bodyFor(change, { due_date: "2026-11-20" })).toEqual({ due_date: "2026-12-01" });
  expect(bodyFor(change, { due_date: null })).toEqual({ due_date: "2026-12-01" });
  expect(bodyFor(change, { due_date: "2026-07-20T07:00:00.000Z" })).toEqual({
    due_date: "2026-12-01T08:00:00.000Z",
  });
  expect(bodyFor(change, { due_date: "2026-12-01" })).toBeNull();
  expect(bodyFor(moveToDay(null, timeZone), { due_date: "2026-12-01" })).toEqual({
    due_date: null,
  });
});

test("a task that repeats ends with its date", () => {
  const recurrence = previewRecurrence({ pattern: "daily" });
  const repeating = { due_date: "2026-12-01", recurrence };
  expect(bodyFor(moveToDay(null, timeZone), repeating)).toEqual({
    due_date: null,
    recurrence: null,
  });
  const ended = { ...repeating, recurrence: { ...recurrence, active: false } };
  expect(bodyFor(moveToDay(null, timeZone), ended)).toEqual({ due_date: null });
  expect(bodyFor(moveToDay("2026-12-02", timeZone), repeating)).toEqual({ due_date: "2026-12-02" });
});

test("a time that was picked is for all", () => {
  const change = moveTo("2026-12-01T08:00:00.000Z", timeZone);
  expect(bodyFor(change, { due_date: "2026-11-20" })).toEqual({
    due_date: "2026-12-01T08:00:00.000Z",
  });
});

test("a day on is the same time of the next day, across a clock change", () => {
  const change = moveByDays(1, timeZone);
  expect(bodyFor(change, { due_date: "2026-10-24T07:00:00.000Z" })).toEqual({
    due_date: "2026-10-25T08:00:00.000Z",
  });
  expect(bodyFor(change, { due_date: null })).toBeNull();
  expect(bodyFor(moveByDays(-1, timeZone), { due_date: "2026-12-01" })).toEqual({
    due_date: "2026-11-30",
  });
});

test("reminders change only where they differ, and are taken off", () => {
  expect(bodyFor(setLead(60), { reminder_lead_minutes: 60 })).toBeNull();
  expect(bodyFor(setLead(60), { reminder_lead_minutes: null })).toEqual({
    reminder_lead_minutes: 60,
  });
  expect(bodyFor(setLead(null), { reminder_lead_minutes: 60 })).toEqual({
    reminder_lead_minutes: null,
  });
});

test("priorities and tags change only where they differ", () => {
  expect(bodyFor(setPriority("high"), { priority: "high" })).toBeNull();
  expect(bodyFor(setPriority("high"), {})).toEqual({ priority: "high" });
  expect(bodyFor(changeTag("home", true), { tags: ["a"] })).toEqual({ tags: ["a", "home"] });
  expect(bodyFor(changeTag("home", true), { tags: ["home"] })).toBeNull();
  expect(bodyFor(changeTag("home", false), { tags: ["a", "home"] })).toEqual({ tags: ["a"] });
  const full = Array.from({ length: 10 }, (_, index) => `t${index}`);
  expect(bodyFor(changeTag("home", true), { tags: full })).toBeNull();
});

test("common tags are those that every task has", () => {
  expect(commonTags([aTask({ tags: ["a", "b"] }), aTask({ tags: ["b", "c"] })])).toEqual(["b"]);
  expect(commonTags([])).toEqual([]);
});
