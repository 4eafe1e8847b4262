import type { RecurrenceInput } from "@pakaura/contract/http";
import { describe, expect, test } from "vitest";
import { nextDates, nextInstanceDate } from "./recurrence.ts";
import { berlin, seriesOf } from "./recurrence.case.ts";

/** The date that follows when an instance due at `dueDate` is completed at `done`. */
function followedBy(
  input: RecurrenceInput,
  dueDate: string,
  done: string,
  occurrenceNumber = 1,
): string | null {
  const rule = seriesOf({ ...input, from: "completion" }, dueDate);
  const now = Date.parse(done);
  const moment = { dueDate, timeZone: berlin, now, completedAt: now, setAt: 0, occurrenceNumber };
  return nextInstanceDate(rule, moment);
}

describe("repeating from completion on named days, done early, the date that was due is over", () => {
  const workdays = ["MO", "TU", "WE", "TH", "FR"] as const;
  test.each<[string, RecurrenceInput, string, string, string]>([
    ["a weekday", { pattern: "weekly", day_of_week: ["WE"] }, "2026-12-02", "29", "2026-12-09"],
    ["two weekdays", { rrule: "FREQ=WEEKLY;BYDAY=TU,WE" }, "2026-12-02", "30", "2026-12-08"],
    [
      "every other week",
      { pattern: "weekly", interval: 2, day_of_week: ["WE"] },
      "2026-12-02",
      "30",
      "2026-12-16",
    ],
    [
      "a day of the month",
      { pattern: "monthly", day_of_month: 15 },
      "2026-12-15",
      "29",
      "2027-01-15",
    ],
    ["the last day", { pattern: "monthly", day_of_month: -1 }, "2026-11-30", "29", "2026-12-31"],
    ["the first Monday", { rrule: "FREQ=MONTHLY;BYDAY=1MO" }, "2026-12-07", "29", "2027-01-04"],
    [
      "a day of the year",
      { rrule: "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24" },
      "2026-12-24",
      "29",
      "2027-12-24",
    ],
    ["a week", { rrule: "FREQ=YEARLY;BYWEEKNO=50;BYDAY=MO" }, "2026-12-07", "29", "2027-12-13"],
    [
      "workdays",
      { pattern: "weekly", day_of_week: [...workdays] },
      "2026-11-30",
      "29",
      "2026-12-01",
    ],
    [
      "workdays of a daily rule",
      { rrule: "FREQ=DAILY;BYDAY=MO,TU" },
      "2026-11-30",
      "29",
      "2026-12-01",
    ],
  ])("%s", (_name, input, due, doneOn, next) => {
    expect(followedBy(input, due, `2026-11-${doneOn}T12:00:00Z`)).toBe(next);
  });

  test("a time of day on the day before", () => {
    const input: RecurrenceInput = { pattern: "weekly", day_of_week: ["WE"] };
    expect(followedBy(input, "2026-12-02T17:00:00.000Z", "2026-12-01T22:00:00Z")).toBe(
      "2026-12-09T17:00:00.000Z",
    );
  });

  test("one of several times of a day", () => {
    const input: RecurrenceInput = { rrule: "FREQ=DAILY;BYHOUR=9,21" };
    expect(followedBy(input, "2026-12-02T20:00:00.000Z", "2026-12-02T19:00:00Z")).toBe(
      "2026-12-03T08:00:00.000Z",
    );
  });

  test("COUNT counts instances, not the dates that were passed over", () => {
    const input: RecurrenceInput = { pattern: "weekly", day_of_week: ["WE"], count: 2 };
    expect(followedBy(input, "2026-12-02", "2026-11-29T12:00:00Z", 1)).toBe("2026-12-09");
    expect(followedBy(input, "2026-12-09", "2026-12-06T12:00:00Z", 2)).toBeNull();
  });

  test("UNTIL still ends the series", () => {
    const input: RecurrenceInput = { pattern: "weekly", day_of_week: ["WE"], until: "2026-12-08" };
    expect(followedBy(input, "2026-12-02", "2026-11-29T12:00:00Z")).toBeNull();
  });
});

describe("a rule that only counts goes on from the day of completion", () => {
  test.each<[string, RecurrenceInput, string, string, string]>([
    ["weekly, early", { pattern: "weekly" }, "2026-12-02", "2026-11-29", "2026-12-06"],
    ["weekly, very early", { pattern: "weekly" }, "2026-12-20", "2026-11-29", "2026-12-06"],
    ["daily, a day early", { pattern: "daily" }, "2026-11-30", "2026-11-29", "2026-11-30"],
    [
      "on the day",
      { pattern: "weekly", day_of_week: ["WE"] },
      "2026-12-02",
      "2026-12-02",
      "2026-12-09",
    ],
    ["late", { pattern: "weekly", day_of_week: ["WE"] }, "2026-12-02", "2026-12-11", "2026-12-16"],
  ])("%s", (_name, input, due, doneOn, next) => {
    expect(followedBy(input, due, `${doneOn}T12:00:00Z`)).toBe(next);
  });
});

test("what was promised as the next date comes when named days are done early", () => {
  const rule = seriesOf({ pattern: "monthly", day_of_month: 15, from: "completion" }, "2026-12-15");
  const now = Date.parse("2026-12-14T12:00:00Z");
  const [promised] = nextDates(rule, { dueDate: "2026-12-15", timeZone: berlin, now });
  expect(
    followedBy({ pattern: "monthly", day_of_month: 15 }, "2026-12-15", "2026-12-14T12:00:00Z"),
  ).toBe(promised);
});
