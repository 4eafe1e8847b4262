import { expect, test } from "vitest";
import { diffTask } from "./field-changes.ts";
import { recurrenceOf, taskOf } from "./task.case.ts";

test("a new task tells what it was given, with nothing before it", () => {
  expect(diffTask(null, taskOf({ tags: ["home"], priority: "high" }))).toEqual({
    title: { old: null, new: "Water the plants" },
    reminder_lead_minutes: { old: null, new: 30 },
    priority: { old: null, new: "high" },
    tags: { old: null, new: ["home"] },
  });
});

test("only what a person changed is a change", () => {
  const before = taskOf();
  const after = taskOf({
    priority: "low",
    completed: true,
    version: 2,
    updated_at: "2026-11-24T08:00:00.000Z",
    overdue: true,
  });
  expect(diffTask(before, after)).toEqual({
    completed: { old: false, new: true },
    priority: { old: "none", new: "low" },
  });
});

test("next dates that moved with the clock are no change, and are not kept in one", () => {
  const before = taskOf({ recurrence: recurrenceOf({ next_dates: ["2026-11-26"] }) });
  expect(
    diffTask(before, taskOf({ recurrence: recurrenceOf({ next_dates: ["2026-11-30"] }) })),
  ).toEqual({});
  const { next_dates: _, ...rule } = recurrenceOf();
  expect(diffTask(before, taskOf())).toEqual({ recurrence: { old: rule, new: null } });
});
