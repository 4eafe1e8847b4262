import { localDate } from "@pakaura/domain/due-date";
import { type Reader, readWhen } from "./read-when.ts";

const yesterday = /^(?:yesterday|gestern)$/i;
const ago =
  /^(?:(\d{1,4}) (days?|weeks?|months?) ago|vor (\d{1,4}) (tag|tagen|woche|wochen|monat|monaten))$/i;

/** Reads a bound of a range, which may lie behind: "yesterday", "3 days ago", or whatever `readWhen` reads. */
export function readBound(text: string, reader: Reader): string | null {
  const given = text.trim();
  const today = Temporal.PlainDate.from(localDate(reader.now, reader.me.time_zone));
  if (yesterday.test(given)) return today.subtract({ days: 1 }).toString();
  const parts = ago.exec(given);
  if (parts) {
    const count = Number(parts[1] ?? parts[3]);
    const unit = (parts[2] ?? parts[4] ?? "").toLowerCase();
    if (/^(?:week|woche)/.test(unit)) return today.subtract({ weeks: count }).toString();
    if (unit.startsWith("mon")) return today.subtract({ months: count }).toString();
    return today.subtract({ days: count }).toString();
  }
  const read = readWhen(given, reader);
  return read?.recurrence === null ? read.dueDate : null;
}
