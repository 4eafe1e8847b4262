import { expect, test } from "vitest";
import { readMove } from "./read-move.ts";
import { readBound } from "./read-past.ts";
import { readRepeat } from "./read-repeat.ts";
import { type Reader, readWhen } from "./read-when.ts";

/** A Thursday, 12:30 in Berlin. */
const reader: Reader = {
  me: { time_zone: "Europe/Berlin", week_start: "monday", language: null },
  now: Date.parse("2026-11-26T11:30:00Z"),
};

test.each([
  ["2026-12-04", "2026-12-04"],
  ["2026-12-04T17:00:00+02:00", "2026-12-04T17:00:00+02:00"],
  ["2026-12-04T17:00+02:00", "2026-12-04T15:00:00.000Z"],
  ["2026-12-04T17:00", "2026-12-04T16:00:00.000Z"],
  ["tomorrow", "2026-11-27"],
  [" next friday 5pm ", "2026-12-04T16:00:00.000Z"],
  ["übermorgen", "2026-11-28"],
])("%j is %s", (text, dueDate) => {
  expect(readWhen(text, reader)).toEqual({ dueDate, recurrence: null });
});

test.each(["someday", "", "2026-13-01", "when pigs fly", "tomorrow and then some"])(
  "%j is no date",
  (text) => expect(readWhen(text, reader)).toBeNull(),
);

const winter = "2026-12-01T16:00:00.000Z";
test.each([
  ["tomorrow", "2026-12-04", "2026-11-27"],
  ["tomorrow", winter, "2026-11-27T16:00:00.000Z"],
  // 17:00 stays 17:00 when the clocks change.
  ["2027-07-01", winter, "2027-07-01T15:00:00.000Z"],
  ["9:30", winter, "2026-12-01T08:30:00.000Z"],
  ["at 6pm", "2026-12-04", "2026-12-04T17:00:00.000Z"],
  // That day is over: it is the next such time.
  ["9:30", "2026-11-20", "2026-11-27T08:30:00.000Z"],
  ["friday 8am", winter, "2026-11-27T07:00:00.000Z"],
  ["in 2 hours", winter, "2026-11-26T13:30:00.000Z"],
])("%j moves %s to %s", (text, before, after) => {
  expect(readMove(text, before, reader)).toBe(after);
});

test.each(["every friday", "whenever", "none"])("%j moves nothing", (text) => {
  expect(readMove(text, winter, reader)).toBeNull();
});

test.each([
  ["yesterday", "2026-11-25"],
  ["gestern", "2026-11-25"],
  ["3 days ago", "2026-11-23"],
  ["vor 2 Wochen", "2026-11-12"],
  ["1 month ago", "2026-10-26"],
  ["today", "2026-11-26"],
  ["every day", null],
  ["long ago", null],
])("the bound %j is %s", (text, bound) => {
  expect(readBound(text, reader)).toBe(bound);
});

test.each([
  ["every monday", { pattern: "weekly", day_of_week: ["MO"] }],
  ["jeden Tag", { pattern: "daily" }],
  ["FREQ=WEEKLY;BYDAY=MO", { rrule: "FREQ=WEEKLY;BYDAY=MO" }],
  ["RRULE:FREQ=DAILY", { rrule: "FREQ=DAILY" }],
  ["tomorrow", undefined],
  ["at times", undefined],
])("%j repeats as %j", (text, recurrence) => {
  expect(readRepeat(text, reader)?.recurrence).toEqual(recurrence);
});
