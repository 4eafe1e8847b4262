import { expect, test } from "vitest";
import { bodyBefore } from "./body-before.ts";
import { previewRecurrence } from "./preview-recurrence.ts";
import { aTask } from "./task.fixture.ts";

test("what an update changes has its way back, and nothing else", () => {
  const task = aTask({ title: "Call", priority: "low", tags: ["home"] });
  expect(bodyBefore(task, { priority: "high", tags: [] })).toEqual({
    priority: "low",
    tags: ["home"],
  });
});

test("a rule comes back as the API takes it, and one that was stopped does not", () => {
  const recurrence = previewRecurrence({ pattern: "weekly", day_of_week: ["MO"], count: 3 });
  expect(bodyBefore(aTask({ recurrence }), { recurrence: null })).toEqual({
    recurrence: { rrule: "FREQ=WEEKLY;COUNT=3;BYDAY=MO", from: "due_date" },
  });
  const stopped = { ...recurrence, active: false };
  expect(bodyBefore(aTask({ recurrence: stopped }), { recurrence: { pattern: "daily" } })).toEqual({
    recurrence: null,
  });
});
