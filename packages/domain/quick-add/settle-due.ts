import type { RecurrenceInput } from "@pakaura/contract/http";
import { dayMs } from "../calendar.ts";
import { dateToDayNumber, toEpochMs } from "../local-time.ts";
import { parseRecurrence } from "../parse-recurrence.ts";
import { todayOf } from "./dates.ts";
import type { Meaning, Moment, PartOfDay, TimeOfDay } from "./phrase.ts";
import { minutesIn, partOfDayMinutes } from "./time-of-day.ts";

export type Said = { [Kind in Meaning["kind"]]?: Extract<Meaning, { kind: Kind }> };
type Settled = { dueDate: string | null; recurrence: RecurrenceInput | null };

/**
 * The due date and the recurrence that the phrases of a text come to: a time without a date is the
 * next such time, a recurrence without one begins with its first date from now. Null when the
 * recurrence cannot be, as when it ends before it begins.
 */
export function settleDue(said: Said, moment: Moment): Settled | null {
  const recurrence = recurrenceOf(said);
  const minutes = minutesOf(said);
  const given = said.moment?.moment ?? givenDate(said, minutes, moment);
  if (recurrence === null) return { dueDate: given, recurrence };
  const dueDate = given ?? firstDueDate(recurrence, minutes, moment);
  if (dueDate === null) return null;
  const parsed = parseRecurrence(recurrence, { ...moment, dueDate });
  return "rule" in parsed ? { dueDate, recurrence } : null;
}

function recurrenceOf(said: Said): RecurrenceInput | null {
  if (!said.recurrence) return null;
  return {
    ...said.recurrence.recurrence,
    ...(said.until ? { until: said.until.date } : {}),
    ...(said.count ? { count: said.count.count } : {}),
    ...(said["from-completion"] ? { from: "completion" as const } : {}),
  };
}

/** The time of day that was said, or that "morning" stands for; null for a whole day. */
function minutesOf({ date, time, recurrence }: Said): number | null {
  const partOfDay: PartOfDay | undefined = date?.partOfDay ?? recurrence?.partOfDay;
  if (time) return timeMinutes(time.time, partOfDay, recurrence !== undefined);
  return partOfDay ? partOfDayMinutes[partOfDay] : null;
}

/** Of a series midnight begins its days, else it ends the day that was named. */
function timeMinutes(time: TimeOfDay, partOfDay: PartOfDay | undefined, isSeries: boolean): number {
  const minutes = minutesIn(time, partOfDay);
  return isSeries ? minutes % 1_440 : minutes;
}

function givenDate({ date, recurrence }: Said, minutes: number | null, moment: Moment) {
  const day = date?.date ?? recurrence?.startsOn;
  if (day !== undefined) return atTime(day, minutes, moment);
  if (minutes === null || recurrence) return null;
  const today = todayOf(moment);
  const dueDate = atTime(today.toString(), minutes, moment);
  if (Date.parse(dueDate) > moment.now) return dueDate;
  return atTime(today.add({ days: 1 }).toString(), minutes, moment);
}

function firstDueDate(
  recurrence: RecurrenceInput,
  minutes: number | null,
  moment: Moment,
): string | null {
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
