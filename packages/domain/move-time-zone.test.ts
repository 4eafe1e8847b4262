import { expect, test } from "vitest";
import { keepLocalTime, keepLocalTimes } from "./move-time-zone.ts";
import { berlin, clock, seriesOf } from "./recurrence.case.ts";
import { nextDates } from "./recurrence.ts";

const zones = { from: berlin, to: "America/New_York" };

test("a time is the same on the clock of the other zone, in winter and in summer", () => {
  for (const instant of ["2026-12-01T07:00:00.000Z", "2026-07-01T06:00:00.000Z"]) {
    expect(clock(instant, berlin).slice(-5)).toBe("08:00");
    expect(clock(keepLocalTime(instant, zones), zones.to)).toBe(clock(instant, berlin));
  }
  expect(keepLocalTime("2026-12-01", zones)).toBe("2026-12-01");
});

test("what would leave the years that are stored stays", () => {
  const first = "1970-01-01T01:00:00.000Z";
  expect(keepLocalTime(first, { from: "UTC", to: "Asia/Tokyo" })).toBe(first);
});

test("a series goes on at its local times, and ends after as many", () => {
  const rule = seriesOf(
    { pattern: "daily", until: "2026-12-03T07:00:00Z" },
    "2026-12-01T07:00:00.000Z",
  );
  const moved = keepLocalTimes(rule, zones);
  expect(moved).toMatchObject({
    startsAt: "2026-12-01T13:00:00.000Z",
    rrule: "FREQ=DAILY;UNTIL=20261203T130000Z",
  });
  expect(nextDates(moved, { dueDate: moved.startsAt, timeZone: zones.to, now: 0 })).toEqual([
    "2026-12-02T13:00:00.000Z",
    "2026-12-03T13:00:00.000Z",
  ]);
});

test("an end by a day or a count, and whole days, stay as they are", () => {
  for (const input of [
    { pattern: "daily", until: "2026-12-03" },
    { pattern: "daily", count: 3 },
  ] as const) {
    const rule = seriesOf(input, "2026-12-01");
    expect(keepLocalTimes(rule, zones)).toEqual(rule);
  }
});
