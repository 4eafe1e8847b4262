import type { Weekday } from "@pakaura/contract/task";
import { localDate } from "../due-date.ts";
import type { DayWords, Unit, When } from "./filter.ts";

/** When and where a query is asked. `now` in milliseconds; the zone is an IANA name. */
export type FilterContext = {
  now: number;
  timeZone: string;
  weekStart: "monday" | "saturday" | "sunday";
};

/** The first and the last local day, as `2026-11-25`. A range that ends before it begins holds no day. */
export type Days = { first: string; last: string };

/** Monday is 1. */
const weekdayNumbers: Record<Weekday, number> = { MO: 1, TU: 2, WE: 3, TH: 4, FR: 5, SA: 6, SU: 7 };
const weekStartNumbers = { monday: 1, saturday: 6, sunday: 7 } as const;
const earliest = Temporal.PlainDate.from("1970-01-01");
const latest = Temporal.PlainDate.from("9999-12-31");

/**
 * The days that `when` stands for. `direction` is where its field looks: "fri" is the next Friday of
 * a due date, and the last one of a creation, today included.
 */
export function resolveWhen(when: When, context: FilterContext, direction: "ahead" | "back"): Days {
  const today = Temporal.PlainDate.from(localDate(context.now, context.timeZone));
  const { first, last } = daysOf(when, today, { ...context, direction });
  return { first: inRange(first), last: inRange(last) };
}

type Place = FilterContext & { direction: "ahead" | "back" };
type PlainDays = { first: Temporal.PlainDate; last: Temporal.PlainDate };

function daysOf(when: When, today: Temporal.PlainDate, place: Place): PlainDays {
  switch (when.kind) {
    case "month": {
      const first = Temporal.PlainDate.from(`${when.month}-01`);
      return { first, last: lastBefore(first, "month") };
    }
    case "period": {
      const steps = { last: -1, this: 0, next: 1 }[when.which];
      const first = step(startOf(when.unit, today, place), when.unit, steps);
      return { first, last: lastBefore(first, when.unit) };
    }
    case "span": {
      const steps = when.which === "next" ? when.count : -when.count;
      const end = step(today, when.unit, steps);
      return when.which === "next"
        ? { first: today, last: end.subtract({ days: 1 }) }
        : { first: end.add({ days: 1 }), last: today };
    }
    case "range": {
      const first = dayOf(when.from, today, place.direction);
      // "mon..fri" is a Monday and the Friday that follows it.
      const isNamed = when.to.kind === "weekday" || when.to.kind === "annual";
      return {
        first,
        last: dayOf(when.to, isNamed ? first : today, isNamed ? "ahead" : place.direction),
      };
    }
    case "date":
    case "offset":
    case "weekday":
    case "annual": {
      const day = dayOf(when, today, place.direction);
      return { first: day, last: day };
    }
  }
}

function dayOf(
  day: DayWords,
  today: Temporal.PlainDate,
  direction: "ahead" | "back",
): Temporal.PlainDate {
  switch (day.kind) {
    case "date":
      return Temporal.PlainDate.from(day.date);
    case "offset":
      return step(today, day.unit, day.count);
    case "weekday": {
      const ahead = (weekdayNumbers[day.weekday] - today.dayOfWeek + 7) % 7;
      return today.add({ days: direction === "ahead" || ahead === 0 ? ahead : ahead - 7 });
    }
    case "annual":
      return nearestOfYear(day, today, direction);
  }
}

/** 29 February is looked for in leap years only. */
function nearestOfYear(
  { month, day }: { month: number; day: number },
  today: Temporal.PlainDate,
  direction: "ahead" | "back",
): Temporal.PlainDate {
  const sign = direction === "ahead" ? 1 : -1;
  // Eight years may lie between two leap days.
  for (let years = 0; years <= 8; years += 1) {
    const date = Temporal.PlainDate.from({ year: today.year + sign * years, month, day });
    if (date.day === day && Temporal.PlainDate.compare(date, today) * sign >= 0) return date;
  }
  return today;
}

function startOf(
  unit: Exclude<Unit, "day">,
  today: Temporal.PlainDate,
  { weekStart }: Place,
): Temporal.PlainDate {
  if (unit === "month") return today.with({ day: 1 });
  if (unit === "year") return today.with({ month: 1, day: 1 });
  return today.subtract({ days: (today.dayOfWeek - weekStartNumbers[weekStart] + 7) % 7 });
}

function lastBefore(first: Temporal.PlainDate, unit: Exclude<Unit, "day">): Temporal.PlainDate {
  return step(first, unit, 1).subtract({ days: 1 });
}

function step(date: Temporal.PlainDate, unit: Unit, count: number): Temporal.PlainDate {
  return date.add({ [`${unit}s`]: count });
}

/** Due dates are of the years 1970 to 9999. */
function inRange(date: Temporal.PlainDate): string {
  if (Temporal.PlainDate.compare(date, earliest) < 0) return earliest.toString();
  if (Temporal.PlainDate.compare(date, latest) > 0) return latest.toString();
  return date.toString();
}
