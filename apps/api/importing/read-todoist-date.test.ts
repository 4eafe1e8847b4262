import { expect, test } from "vitest";
import { readTodoistDate } from "./read-todoist-date.ts";

// A Tuesday, noon in Berlin.
const context = { timeZone: "Europe/Berlin", now: Date.parse("2026-11-24T11:00:00Z") };

test.each([
  ["25 Nov 2026", { due_date: "2026-11-25" }],
  ["2030-05-04", { due_date: "2030-05-04" }],
  ["tomorrow", { due_date: "2026-11-25" }],
  ["friday", { due_date: "2026-11-27" }],
  ["17 Aug", { due_date: "2027-08-17" }],
  ["tomorrow at 5pm", { due_date: "2026-11-25T16:00:00.000Z" }],
  ["2026-12-01T18:30:00-05:00", { due_date: "2026-12-01T23:30:00.000Z" }],
  ["every day", { recurrence: { rrule: "FREQ=DAILY;INTERVAL=1", from: "due_date" } }],
  ["every 3 days", { recurrence: { rrule: "FREQ=DAILY;INTERVAL=3", from: "due_date" } }],
  ["every! 2 weeks", { recurrence: { rrule: "FREQ=WEEKLY;INTERVAL=2", from: "completion" } }],
  ["every other month", { recurrence: { rrule: "FREQ=MONTHLY;INTERVAL=2", from: "due_date" } }],
  ["Every Monday", { recurrence: { rrule: "FREQ=WEEKLY;BYDAY=MO", from: "due_date" } }],
  [
    "every workday",
    { recurrence: { rrule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", from: "due_date" } },
  ],
  ["every 15th", { recurrence: { rrule: "FREQ=MONTHLY;BYMONTHDAY=15", from: "due_date" } }],
  ["every last day", { recurrence: { rrule: "FREQ=MONTHLY;BYMONTHDAY=-1", from: "due_date" } }],
  [
    "every thu at 9am",
    {
      recurrence: { rrule: "FREQ=WEEKLY;BYDAY=TH", from: "due_date" },
      due_date: "2026-11-26T08:00:00.000Z",
    },
  ],
  ["every full moon", null],
  ["someday", null],
])("%s", (words, expected) => {
  expect(readTodoistDate(words, context)).toEqual(expected);
});
