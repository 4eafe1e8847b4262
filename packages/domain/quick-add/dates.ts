import { localDate } from "../due-date.ts";
import type { Moment } from "./phrase.ts";

const todays = new WeakMap<Moment, Temporal.PlainDate>();

/** Today in the person's time zone; many readers ask, and a time zone is slow to ask. */
export function todayOf(moment: Moment): Temporal.PlainDate {
  const known = todays.get(moment);
  if (known !== undefined) return known;
  const today = Temporal.PlainDate.from(localDate(moment.now, moment.timeZone));
  todays.set(moment, today);
  return today;
}

/** A date that exists and that a due date may have; else null. */
export function dateOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (year < 1970 || year > 9999) return null;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
  } catch {
    return null;
  }
}

/** The next 25 December, today included, or that of this year; of 29 February the next that there is. */
export function nextMonthDay(
  moment: Moment,
  month: number,
  day: number,
): Temporal.PlainDate | null {
  const today = todayOf(moment);
  if (moment.year === "current") return dateOf(today.year, month, day);
  for (let year = today.year; year < today.year + 9; year += 1) {
    const date = dateOf(year, month, day);
    if (date !== null && Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return null;
}

/** The next 15th, today included; of a 31st the next that there is. */
export function nextDayOfMonth(today: Temporal.PlainDate, day: number): Temporal.PlainDate | null {
  for (let months = 0; months < 12; months += 1) {
    const { year, month } = today.with({ day: 1 }).add({ months });
    const date = dateOf(year, month, day);
    if (date !== null && Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return null;
}

/** The next such weekday (1 for Monday) after today. */
export function nextWeekday(today: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 });
}

/** The first day of this week; `weekStart` is 1 for Monday to 7 for Sunday. */
export function startOfWeek(today: Temporal.PlainDate, weekStart: number): Temporal.PlainDate {
  return today.subtract({ days: (today.dayOfWeek - weekStart + 7) % 7 });
}

/** A weekday of the week so many after this one. */
export function weekdayIn(
  weeks: number,
  weekday: number,
  moment: Moment,
): Temporal.PlainDate | null {
  const { weekStart } = moment;
  const start = startOfWeek(todayOf(moment), weekStart);
  return datePlus(start, { weeks, days: (weekday - weekStart + 7) % 7 });
}

/** The nth of some days of a month, the last one for -1; null when there are not so many. */
export function nthOf(
  month: Temporal.PlainDate,
  nth: number,
  takes: (date: Temporal.PlainDate) => boolean,
): Temporal.PlainDate | null {
  const days = Array.from({ length: month.daysInMonth }, (_, index) =>
    month.with({ day: index + 1 }),
  );
  return days.filter(takes).at(nth > 0 ? nth - 1 : nth) ?? null;
}

/** A date some time after another, or null when no due date can be that late. */
export function datePlus(
  date: Temporal.PlainDate,
  duration: Temporal.DurationLike,
): Temporal.PlainDate | null {
  try {
    const later = date.add(duration);
    return later.year <= 9999 && later.year >= 1970 ? later : null;
  } catch {
    return null;
  }
}
