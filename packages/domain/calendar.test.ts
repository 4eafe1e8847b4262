import { expect, test } from "vitest";
import {
  daysInMonth,
  daysInYear,
  firstWeekStart,
  toCalendarDate,
  toDayNumber,
  weekdayOf,
} from "./calendar.ts";

test("every day of 400 years is the one that Temporal names", () => {
  let date = Temporal.PlainDate.from("1899-12-30");
  const first = toDayNumber(date);
  for (let dayNumber = first; dayNumber < first + 146_100; dayNumber += 1) {
    const { year, month, day } = date;
    const ours = toCalendarDate(dayNumber);
    const isSame =
      ours.year === year &&
      ours.month === month &&
      ours.day === day &&
      toDayNumber(ours) === dayNumber;
    if (!isSame || weekdayOf(dayNumber) + 1 !== date.dayOfWeek)
      throw new Error(`Wrong on ${date.toString()}`);
    if (
      day === 1 &&
      (daysInMonth(year, month) !== date.daysInMonth || daysInYear(year) !== date.daysInYear)
    ) {
      throw new Error(`Wrong lengths on ${date.toString()}`);
    }
    date = date.add({ days: 1 });
  }
  expect(toCalendarDate(0)).toEqual({ year: 1970, month: 1, day: 1 });
});

test("week 1 is that of ISO 8601 when weeks begin on Monday", () => {
  for (let year = 1970; year < 2370; year += 1) {
    const { year: y, month, day } = toCalendarDate(firstWeekStart(year, 0));
    const date = Temporal.PlainDate.from({ year: y, month, day });
    expect([date.yearOfWeek, date.weekOfYear, date.dayOfWeek]).toEqual([year, 1, 1]);
  }
});
