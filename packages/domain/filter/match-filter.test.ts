import type { Task } from "@pakaura/contract/task";
import { describe, expect, test } from "vitest";
import { recurrenceOf, taskOf } from "../task.case.ts";
import { speaksOfCompletion } from "./filter.ts";
import { matchFilter } from "./match-filter.ts";
import { parseFilter } from "./parse-filter.ts";
import type { FilterContext } from "./resolve-when.ts";

/** A Thursday, 13:00 in Berlin. */
const context: FilterContext = {
  now: Date.parse("2026-11-26T12:00:00Z"),
  timeZone: "Europe/Berlin",
  weekStart: "monday",
};

function filterOf(query: string) {
  const result = parseFilter(query);
  if ("problem" in result) throw new Error(`${query}: ${result.problem.code}`);
  return result.filter;
}

function matches(query: string, task: Parameters<typeof taskOf>[0], place = context): boolean {
  return matchFilter(filterOf(query), place)(taskOf(task));
}

describe("a due date", () => {
  test.each([
    ["today", "2026-11-26", true],
    ["today", "2026-11-25T23:00:00.000Z", true],
    ["today", "2026-11-25T22:59:59.999Z", false],
    ["today", "2026-11-26T22:59:59.999Z", true],
    ["today", null, false],
    ["-today", null, true],
    ["overdue", "2026-11-25", true],
    ["overdue", "2026-11-26", false],
    ["overdue", "2026-11-26T11:59:59.999Z", true],
    ["due < fri", "2026-11-26", true],
    ["due < fri", "2026-11-27", false],
    ["due <= fri", "2026-11-27", true],
    ["due > fri", "2026-11-27", false],
    ["due > fri", "2026-11-28", true],
    ["due: thu", "2026-11-26", true],
    ["due: wed", "2026-12-02", true],
    ["due: this week", "2026-11-23", true],
    ["due: this week", "2026-11-29", true],
    ["due: this week", "2026-11-30", false],
    ["due: next week", "2026-11-30", true],
    ["due: next week", "2026-12-07", false],
    ["due < next week", "2026-11-29", true],
    ["due > next week", "2026-12-07", true],
    ["due: this month", "2026-11-30", true],
    ["due: last year", "2025-12-31", true],
    ["due: next 7 days", "2026-11-26", true],
    ["due: next 7 days", "2026-12-02", true],
    ["due: next 7 days", "2026-12-03", false],
    ["due: last 2 days", "2026-11-25", true],
    ["due: last 2 days", "2026-11-24", false],
    ["due: 3 days", "2026-11-29", true],
    ["due: 1 month", "2026-12-26", true],
    ["due: 24 dec", "2026-12-24", true],
    ["due: 25 nov", "2027-11-25", true],
    ["due: 29 feb", "2028-02-29", true],
    ["due: 2026-12", "2026-12-31", true],
    ["due: mon..fri", "2026-12-04", true],
    ["due: mon..fri", "2026-11-27", false],
    ["due: tomorrow..today", "2026-11-26", false],
    ["due < 999 years", "9999-12-31", false],
    ["has time", "2026-11-26", false],
    ["has time", "2026-11-26T09:00:00.000Z", true],
    ["no time", null, true],
    ["no date", null, true],
  ])("%s takes %s: %s", (query, due_date, expected) => {
    expect(matches(query, { due_date })).toBe(expected);
  });

  test("is of a week that begins where the person's week does", () => {
    const sunday = { ...context, weekStart: "sunday" } as const;
    expect(matches("due: this week", { due_date: "2026-11-22" }, sunday)).toBe(true);
    expect(matches("due: this week", { due_date: "2026-11-29" }, sunday)).toBe(false);
  });

  test("of a completed task is never overdue", () => {
    expect(matches("overdue", { due_date: "2026-11-01", completed: true })).toBe(false);
  });
});

test("a day of the past is the last one of its name", () => {
  expect(matches("created: fri", { created_at: "2026-11-20T08:00:00.000Z" })).toBe(true);
  expect(matches("created: 24 dec", { created_at: "2025-12-24T08:00:00.000Z" })).toBe(true);
  expect(matches("completed: fri", { completed_at: null })).toBe(false);
  expect(matches("updated > 3 days ago", { updated_at: "2026-11-24T08:00:00.000Z" })).toBe(true);
});

test.each<[string, Partial<Task>, boolean]>([
  ["#home", { tags: ["home"] }, true],
  ["#ho", { tags: ["home"] }, false],
  ["no tags", { tags: [] }, true],
  ["p:urgent,high", { priority: "high" }, true],
  ["p:urgent,high", { priority: "low" }, false],
  ["no priority", {}, true],
  ["recurring", { recurrence: recurrenceOf() }, true],
  ["recurring", { recurrence: recurrenceOf({ active: false }) }, false],
  ["has notes", { notes: "x" }, true],
  ["completed", { completed: true }, true],
  ["open", { completed: true }, false],
  ['"water the"', {}, true],
  ['"the water"', {}, false],
  ['"WÄTER  the"', {}, true],
  ['"lants"', {}, true],
  ['"la"', {}, false],
  ['"50% off"', { notes: "now 50% off" }, true],
  ["today | #home", { tags: ["home"] }, true],
  ["today & #home", { tags: ["home"] }, false],
])("%s on %j: %s", (query, task, expected) => {
  expect(matches(query, task)).toBe(expected);
});
test.each([
  ["#home", false],
  ["#home & -completed", true],
  ["completed: today | #x", true],
  ["open", true],
  ["created: today", false],
])("%s says itself whether it wants completed tasks: %s", (query, expected) => {
  expect(speaksOfCompletion(filterOf(query))).toBe(expected);
});
