import { isAllDay } from "@pakaura/domain/due-date";
import { atTime, dayOf, type Reader, readWhen, timeOfDay } from "./read-when.ts";

/** A day that no other words name, to see whether words name one. */
const anyDay = "2031-03-04";

/** True for words that say a time and no day: "17:00", "5pm". */
function isTimeAlone(text: string, reader: Reader): boolean {
  const read = readWhen(`${anyDay} ${text}`, reader);
  const due = read?.dueDate;
  if (due === undefined || due === null || isAllDay(due)) return false;
  return dayOf(due, reader.me.time_zone) === anyDay && read?.recurrence === null;
}

/**
 * Where words move a task to. A day alone keeps its time of day, a time alone its day, if that is not over. Null for
 * what is no date, or repeats.
 */
export function readMove(text: string, before: string | null, reader: Reader): string | null {
  const { time_zone: zone } = reader.me;
  const said = readWhen(text, reader);
  if (said === null || said.recurrence !== null || said.dueDate === null) return null;
  if (before === null) return said.dueDate;
  const time = timeOfDay(before, zone);
  if (isAllDay(said.dueDate))
    return time === null ? said.dueDate : atTime(said.dueDate, time, zone);
  if (!isTimeAlone(text, reader)) return said.dueDate;
  const sameDay = readWhen(`${dayOf(before, zone)} ${text}`, reader)?.dueDate ?? said.dueDate;
  return Date.parse(sameDay) > reader.now ? sameDay : said.dueDate;
}
