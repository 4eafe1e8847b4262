import { expect, it } from "vitest";
import { loadMessages } from "../../messages/messages.ts";
import { groupByDay } from "./group-tasks.ts";
import { aTask } from "./task.fixture.ts";

await loadMessages("en", ["en-GB"]);

it("puts a heading over each day and gathers what is overdue", () => {
  const dates = [
    "2026-11-20",
    "2026-11-22",
    "2026-11-23",
    "2026-11-23T20:00:00.000Z",
    "2026-11-25",
  ];
  const tasks = dates.map((due_date) => aTask({ id: due_date, due_date }));
  const rows = groupByDay(tasks, {
    now: Date.parse("2026-11-23T12:00:00.000Z"),
    timeZone: "UTC",
  });
  expect(rows.map((row) => (row.kind === "heading" ? row.name : row.task.due_date))).toEqual([
    "Overdue",
    ...dates.slice(0, 2),
    "Today",
    ...dates.slice(2, 4),
    "Wednesday",
    ...dates.slice(4),
  ]);
});

it("shows near days that are free when asked, so that something can be moved there", () => {
  const task = aTask({ due_date: "2026-11-24" });
  const context = { now: Date.parse("2026-11-23T12:00:00.000Z"), timeZone: "UTC" };
  const rows = groupByDay([task], context, 3);
  expect(
    rows.map((row) => (row.kind === "heading" ? [row.day, row.count] : row.task.due_date)),
  ).toEqual([["2026-11-23", 0], ["2026-11-24", 1], "2026-11-24", ["2026-11-25", 0]]);
});
