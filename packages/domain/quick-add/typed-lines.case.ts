import { readFileSync } from "node:fs";
import type { Recurrence } from "@pakaura/contract/task";
import { parseRecurrence } from "../parse-recurrence.ts";
import { toDateText } from "../local-time.ts";
import { openSeries, seriesTimes } from "../series.ts";
import { parseQuickAdd, type QuickAdd } from "./parse-quick-add.ts";

/** What one line may mean. `due` is a date, a local time, or a day with the minutes between which any time is right. */
type Reading = {
  title: string;
  due: string | [string, number, number] | null;
  /** An RRULE whose dates must come out. */
  rec: string | null;
  frm?: Recurrence["from"];
  lead?: number[];
  pr?: string;
  tags?: string[];
};

/** A line as a person types it, with the readings that are right. */
export type TypedLine = { lang: string; kind: string; text: string; readings: Reading[] };

/** How a line was read: as it was meant, with a part left in the title, or as something else. */
export type Verdict = { line: TypedLine; verdict: "right" | "left" | "wrong"; got: string };

const locales: Record<string, string> = { en: "en-GB", us: "en-US", de: "de-DE" };
const timeZone = "Europe/London";
/** A Wednesday. */
const now = Date.parse("2026-11-18T09:30:00Z");
/** Dates of a series that are compared. */
const compared = 60;

/** The labelled lines of a file beside this one. */
export function typedLines(file: string): TypedLine[] {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as TypedLine);
}

/** True for a line of which nothing may be taken. */
export function isTitleAlone({ text, readings }: TypedLine): boolean {
  return readings.every(({ title, due, rec }) => title === text && due === null && rec === null);
}

/** Reads a line and compares what came out with what was meant. */
export function judge(line: TypedLine): Verdict {
  const locale = locales[line.lang] ?? "en-GB";
  const parsed = parseQuickAdd(line.text, { now, timeZone, weekStart: "monday", locale });
  const got = JSON.stringify({ ...parsed, found: undefined, dueDate: localDue(parsed.dueDate) });
  if (line.readings.some((reading) => isReading(parsed, reading)))
    return { line, verdict: "right", got };
  // What was not understood may stay in the title: that loses nothing.
  const isUntouched = parsed.dueDate === null && parsed.recurrence === null;
  const saysRightWhen = line.readings.some((reading) => isWhen(parsed, reading));
  return { line, verdict: isUntouched || saysRightWhen ? "left" : "wrong", got };
}

function isReading(parsed: QuickAdd, reading: Reading): boolean {
  const { title, lead, pr, tags = [] } = reading;
  return (
    parsed.title === title.trim() &&
    isWhen(parsed, reading) &&
    isSame([...parsed.tags].sort(), [...tags].sort()) &&
    parsed.priority === (pr ?? null) &&
    (lead === undefined
      ? parsed.reminderLeadMinutes === null
      : isSame(
          parsed.reminderLeadMinutes?.toSorted((a, b) => a - b),
          lead.toSorted((a, b) => a - b),
        ))
  );
}

function isWhen({ dueDate, recurrence }: QuickAdd, { due, rec, frm }: Reading): boolean {
  const local = localDue(dueDate);
  if (!isDue(local, due)) return false;
  if (rec === null || recurrence === null) return rec === null && recurrence === null;
  if ((recurrence.from ?? "due_date") !== (frm ?? "due_date")) return false;
  return isSame(datesOf(recurrence, dueDate), datesOf({ rrule: rec }, dueDate));
}

function isDue(local: string | null, due: Reading["due"]): boolean {
  if (!Array.isArray(due)) return local === due;
  if (local === null || local.length === 10) return false;
  const [date, from, to] = due;
  const [hour = 0, minute = 0] = local.slice(11).split(":").map(Number);
  const minutes = hour * 60 + minute;
  return local.startsWith(date) && minutes >= from && minutes <= to;
}

function datesOf(
  recurrence: NonNullable<QuickAdd["recurrence"]>,
  dueDate: string | null,
): string[] | null {
  const parsed = parseRecurrence(recurrence, { now, timeZone, dueDate });
  if ("error" in parsed) return null;
  const series = openSeries(parsed.rule, timeZone);
  const dates: string[] = [];
  for (const time of seriesTimes(series, series.start)) {
    if (time > series.until || dates.length === compared) break;
    dates.push(toDateText(time) + String(time % 86_400_000));
  }
  return dates;
}

function localDue(dueDate: string | null): string | null {
  if (dueDate === null || dueDate.length === 10) return dueDate;
  return Temporal.Instant.from(dueDate)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });
}

function isSame(left: unknown, right: unknown): boolean {
  return left !== null && JSON.stringify(left) === JSON.stringify(right);
}
