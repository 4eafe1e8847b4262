import type { RecurrenceInput } from "@pakaura/contract/http";
import { dayMs } from "../calendar.ts";
import { dateToDayNumber, toEpochMs, toLocalTime } from "../local-time.ts";
import { parseRecurrence } from "../parse-recurrence.ts";
import { todayOf } from "./dates.ts";
import type { Meaning, Moment, PartOfDay, TimeOfDay } from "./phrase.ts";
import { plusAmount } from "./read-amount.ts";
import { atTimes, withoutDays } from "./recurrence-inputs.ts";
import { minutesIn, partOfDayEnds, partOfDayMinutes } from "./time-of-day.ts";

export type Said = { [Kind in Meaning["kind"]]?: Extract<Meaning, { kind: Kind }> };
export type Settled = { dueDate: string | null; recurrence: RecurrenceInput | null };

/**
 * The due date and the recurrence that the phrases of a text come to: a time without a date is the
 * next such time, a recurrence without one begins with its first date from now, and with one on or
 * after it. Null when it cannot be, as when a series ends before it begins, or a task without a
 * series has two times.
 */
export function settleDue(said: Said, moment: Moment): Settled | null {
  const time = said.time?.time ?? said.recurrence?.time;
  if (!said.recurrence) {
    if (time?.others) return null;
    return { dueDate: said.moment?.moment ?? givenDate(said, moment), recurrence: null };
  }
  if (!isFirstDay(said)) return null;
  const base = baseOf(said, time);
  const dueDate = base && (said.moment?.moment ?? firstDue(base, said, moment));
  if (!base || !dueDate) return null;
  const recurrence = withEnd(base, said, dueDate, moment);
  if (recurrence === null) return null;
  const parsed = parseRecurrence(recurrence, { ...moment, dueDate });
  return "rule" in parsed ? { dueDate, recurrence } : null;
}

/**
 * Whether the date beside a recurrence is its first: of "every day next week" and "every month on
 * friday" nobody can tell.
 */
function isFirstDay({ date, recurrence }: Said): boolean {
  if (date === undefined || date.isStart || !recurrence) return true;
  if (date.isOfPeriod) return false;
  const rule = recurrence.recurrence;
  const isWeekly = "pattern" in rule && rule.pattern === "weekly";
  return date.openIn !== "week" || isWeekly;
}

/** The recurrence without its end. */
function baseOf(said: Said, time: TimeOfDay | undefined): RecurrenceInput | null {
  const recurrence = said.recurrence?.recurrence;
  if (recurrence === undefined) return null;
  const minutes = time?.others && [minutesIn(time, undefined), ...time.others];
  const kept = said.except ? withoutDays(recurrence, said.except.days) : recurrence;
  const timed = minutes && kept ? atTimes(kept, minutes) : kept;
  return timed && { ...timed, ...(said["from-completion"] ? { from: "completion" as const } : {}) };
}

/** The recurrence with the end that was said: a day, a number of times, or how long it goes on. */
function withEnd(
  base: RecurrenceInput,
  { until, count, date }: Said,
  dueDate: string,
  moment: Moment,
): RecurrenceInput | null {
  const start = Temporal.PlainDate.from(localDay(dueDate, moment));
  if (count && "count" in count) return { ...base, count: count.count };
  if (count) {
    const after = plusAmount(start, count.during);
    return after && { ...base, until: after.subtract({ days: 1 }).toString() };
  }
  if (until) return { ...base, until: openEnd(until, start).toString() };
  return date?.until ? { ...base, until: date.until } : base;
}

/** "Until friday" and "until 1 March" are the first ones behind the start. */
function openEnd(
  { date, openIn }: NonNullable<Said["until"]>,
  start: Temporal.PlainDate,
): Temporal.PlainDate {
  const end = Temporal.PlainDate.from(date);
  const isBehind = Temporal.PlainDate.compare(end, start) >= 0;
  if (isBehind || openIn === undefined) return end;
  const days = start.since(end, { largestUnit: "days" }).days;
  return openIn === "week"
    ? end.add({ weeks: Math.ceil(days / 7) })
    : end.add({ years: Math.max(1, start.year - end.year) });
}

function localDay(dueDate: string, { timeZone }: Moment): string {
  if (dueDate.length === 10) return dueDate;
  return Temporal.Instant.from(dueDate).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The time of day that was said, or that "morning" stands for; null for a whole day. */
function minutesOf({ date, time, recurrence }: Said): number | null {
  const partOfDay: PartOfDay | undefined = date?.partOfDay ?? recurrence?.partOfDay;
  const said = time?.time ?? recurrence?.time;
  if (said) return timeMinutes(said, partOfDay, recurrence !== undefined);
  return partOfDay ? partOfDayMinutes[partOfDay] : null;
}

/** Of a series midnight begins its days, else it ends the day that was named. */
function timeMinutes(time: TimeOfDay, partOfDay: PartOfDay | undefined, isSeries: boolean): number {
  const minutes = minutesIn(time, partOfDay);
  return isSeries ? minutes % 1_440 : minutes;
}

function givenDate(said: Said, moment: Moment): string | null {
  const minutes = minutesOf(said);
  const { date, time } = said;
  if (date && !time && date.partOfDay) return partOfDate(date.date, date.partOfDay, moment);
  if (date) return laterToday(atTime(date.date, minutes, moment), said, moment);
  if (minutes === null) return null;
  const today = todayOf(moment);
  const dueDate = atTime(today.toString(), minutes, moment);
  if (Date.parse(dueDate) > moment.now) return dueDate;
  return atTime(today.add({ days: 1 }).toString(), minutes, moment);
}

/** "Today at 9" that was written at 10 is 21:00. */
function laterToday(dueDate: string, { date, time }: Said, moment: Moment): string {
  const isOver = date?.date === todayOf(moment).toString() && Date.parse(dueDate) <= moment.now;
  const isOpen = time?.time.isHourOpen === true && !time.time.isAsWritten && !date?.partOfDay;
  if (!isOver || !isOpen) return dueDate;
  const later = time.time.minutes + 12 * 60;
  const evening = atTime(date.date, later, moment);
  return later < 24 * 60 && Date.parse(evening) > moment.now ? evening : dueDate;
}

/** A part of a day; late in it, what is left of it: "tonight" at 22:50 is no 20:00. */
function partOfDate(date: string, part: PartOfDay, moment: Moment): string {
  const plain = atTime(date, partOfDayMinutes[part], moment);
  if (Date.parse(plain) > moment.now || date !== todayOf(moment).toString()) return plain;
  const local = toLocalTime(moment.now, moment.timeZone);
  const minutes = Math.floor((local % dayMs) / 60_000);
  const next = Math.ceil((minutes + 15) / 30) * 30;
  const last = Math.min(partOfDayEnds[part], 24 * 60 - 1);
  if (minutes >= last) return date;
  return atTime(date, Math.min(next, last), moment);
}

/** The first date of a series from now, or on or after the date that was said. */
function firstDue(recurrence: RecurrenceInput, said: Said, moment: Moment): string | null {
  const day = said.date?.date ?? said.recurrence?.startsOn;
  const isTimed = "rrule" in recurrence && recurrence.rrule.includes("BYHOUR");
  const minutes = isTimed ? null : minutesOf(said);
  if (day !== undefined && said.date === undefined) return atTime(day, minutes, moment);
  if (day !== undefined) {
    const midnight = Date.parse(atTime(day, 0, moment));
    const first = firstDay(recurrence, { ...moment, now: isTimed ? midnight - 1 : midnight });
    return first && (isTimed ? first : atTime(first, minutes, moment));
  }
  const first = firstDay(recurrence, moment);
  if (first === null || minutes === null) return first;
  const dueDate = atTime(first, minutes, moment);
  if (Date.parse(dueDate) > moment.now) return dueDate;
  const tomorrow = todayOf(moment).add({ days: 1 }).toString();
  const next = firstDay(recurrence, { ...moment, now: Date.parse(atTime(tomorrow, 0, moment)) });
  return next && atTime(next, minutes, moment);
}

function firstDay(recurrence: RecurrenceInput, moment: Moment): string | null {
  const parsed = parseRecurrence(recurrence, { ...moment, dueDate: null });
  return "rule" in parsed ? parsed.rule.startsAt : null;
}

function atTime(day: string, minutes: number | null, { timeZone }: Moment): string {
  if (minutes === null) return day;
  const local = dateToDayNumber(day) * dayMs + minutes * 60_000;
  return new Date(toEpochMs(local, timeZone)).toISOString();
}
