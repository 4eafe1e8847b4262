import { isAllDay, isOverdue, localDate, toDueAt } from "@pakaura/domain/due-date";
import { formatDate } from "../../messages/format.ts";
import { m } from "../../messages/messages.ts";

export type DueContext = { now: number; timeZone: string };

/** The local day of a due date, as `2026-11-25`. */
export function dueDay(dueDate: string, timeZone: string): string {
  return isAllDay(dueDate) ? dueDate : localDate(Date.parse(dueDate), timeZone);
}

/** The local time of a due date, as `09:00`; null when it is all day. */
export function dueTime(dueDate: string, timeZone: string): string | null {
  if (isAllDay(dueDate)) return null;
  return Temporal.Instant.from(dueDate).toZonedDateTimeISO(timeZone).toPlainTime().toString({
    smallestUnit: "minute",
  });
}

/** A day and a time (or none) as a due date. A time that the day lacks moves forward. */
export function toDueDate(day: string, time: string | null, timeZone: string): string {
  if (!time) return day;
  return new Date(
    Temporal.PlainDate.from(day).toZonedDateTime({
      timeZone,
      plainTime: Temporal.PlainTime.from(time),
    }).epochMilliseconds,
  ).toISOString();
}

/** Today's date plus some days, as `2026-11-25`. */
export function dayFromNow(days: number, { now, timeZone }: DueContext): string {
  return Temporal.PlainDate.from(localDate(now, timeZone)).add({ days }).toString();
}

/** A day as people say it: "Today", "Tomorrow", "Friday", "25 Nov", "25 Nov 2027". */
export function dayWords(day: string, context: DueContext): string {
  const today = Temporal.PlainDate.from(localDate(context.now, context.timeZone));
  const date = Temporal.PlainDate.from(day);
  const distance = today.until(date).days;
  if (distance === 0) return m.dates.today;
  if (distance === 1) return m.dates.tomorrow;
  if (distance === -1) return m.dates.yesterday;
  if (distance > 1 && distance < 7) return format(date, { weekday: "long" });
  return shortDate(date, today);
}

/** A day with its weekday, for a heading: "Wed 25 Nov". */
export function dayHeading(day: string, context: DueContext): { name: string; date: string } {
  const date = Temporal.PlainDate.from(day);
  const today = Temporal.PlainDate.from(localDate(context.now, context.timeZone));
  const distance = today.until(date).days;
  const full = shortDate(date, today);
  const weekday = format(date, { weekday: "long" });
  if (Math.abs(distance) <= 1) return { name: dayWords(day, context), date: `${weekday}, ${full}` };
  return { name: weekday, date: full };
}

/** A due date that leaves no doubt about its day: "Tomorrow, Mon 30 Nov 09:00", "Fri 4 Dec 09:00". */
export function exactDueWords(dueDate: string, context: DueContext): string {
  const local = dueDay(dueDate, context.timeZone);
  const day = Temporal.PlainDate.from(local);
  const today = Temporal.PlainDate.from(localDate(context.now, context.timeZone));
  const exact = format(day, {
    weekday: "short",
    day: "numeric",
    month: "short",
    ...(day.year === today.year ? {} : { year: "numeric" }),
  });
  const isNear = Math.abs(today.until(day).days) <= 1;
  const words = isNear ? `${dayWords(local, context)}, ${exact}` : exact;
  return isAllDay(dueDate) ? words : `${words} ${timeWords(dueDate, context)}`;
}

/** Why a due date may not be the one that was meant; null when nothing speaks against it. */
export function dueDoubt(dueDate: string, { now, timeZone }: DueContext): "past" | "far" | null {
  if (isOverdue({ dueAt: toDueAt(dueDate, timeZone), completed: false }, now)) return "past";
  const inAYear = Temporal.PlainDate.from(localDate(now, timeZone)).add({ years: 1 });
  const day = Temporal.PlainDate.from(dueDay(dueDate, timeZone));
  return Temporal.PlainDate.compare(day, inAYear) > 0 ? "far" : null;
}

/** A due date as it was understood, marked where it may not be meant: "Thu 26 Nov · in the past". */
export function understoodDueWords(dueDate: string, context: DueContext): string {
  const doubt = dueDoubt(dueDate, context);
  const words = exactDueWords(dueDate, context);
  return doubt === null ? words : `${words} · ${m.dates.doubts[doubt]}`;
}

/** A due date in a few words: "Tomorrow", "Tomorrow 09:00". */
export function dueWords(dueDate: string, context: DueContext): string {
  const day = dayWords(dueDay(dueDate, context.timeZone), context);
  if (isAllDay(dueDate)) return day;
  return `${day} ${timeWords(dueDate, context)}`;
}

/** The local time of an instant, as the language writes it. */
export function timeWords(instant: string, context: DueContext): string {
  return formatDate(Date.parse(instant), { timeStyle: "short", timeZone: context.timeZone });
}

/** The year is told only when it is another one. */
function shortDate(date: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const year = date.year === today.year ? {} : ({ year: "numeric" } as const);
  return format(date, { day: "numeric", month: "short", ...year });
}

function format(date: Temporal.PlainDate, options: Intl.DateTimeFormatOptions): string {
  return formatDate(Date.UTC(date.year, date.month - 1, date.day), { ...options, timeZone: "UTC" });
}
