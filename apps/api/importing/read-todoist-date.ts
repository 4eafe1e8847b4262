import { readDatePhrase } from "@pakaura/domain/quick-add/read-date-phrase";
import { dayMs } from "@pakaura/domain/calendar";
import { dateToDayNumber, toDateText, toEpochMs, toLocalTime } from "@pakaura/domain/local-time";
import { nextOccurrences, parseRecurrence } from "@pakaura/domain/recurrence";
import type { RecurrenceInput } from "@pakaura/contract/http";
import type { ReadContext } from "./imported-task.ts";

export type TodoistDate = { due_date: string | null; recurrence?: RecurrenceInput };

/** A date, or a date and time, with or without an offset, as ISO 8601 writes it. */
const iso =
  /^(?<day>\d{4}-\d{2}-\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?(?<offset>Z|[+-]\d{2}:?\d{2})?)?$/iu;
/** Of 3/4/2026 nobody can tell the day where the language does not say which of the two comes first. */
const slashed = /(?:^|\s)(?<first>\d{1,2})\/(?<second>\d{1,2})(?:\/\d{2,4})?(?=\s|$)/u;
const dayFirst = new Set("de fr es it pt nl pl ru da sv nb no fi tr cs en-gb".split(" "));

/**
 * A date as Todoist writes it, in the language of its row (`DATE_LANG`): "Oct 5 2026", "every mon at 9am",
 * "jeden Montag"; one without a year is of this year. Null when not all of it was understood.
 */
export function readTodoistDate(
  written: string,
  context: ReadContext & { language: string },
): TodoistDate | null {
  const words = written.replaceAll(/\s+/gu, " ").trim();
  const instant = readInstant(words, context);
  if (instant !== undefined) return instant === null ? null : { due_date: instant };
  const locale = context.language.replace("_", "-").toLowerCase() || "en";
  if (isEitherOrder(words, locale)) return null;
  const { now, timeZone } = context;
  const read = readDatePhrase(words, { now, timeZone, locale, year: "current" });
  if (read === null) return null;
  const { dueDate, recurrence } = read;
  if (recurrence === null) return { due_date: dueDate };
  const due = dueDate && nextDue(dueDate, recurrence, context);
  return dueDate !== null && due === null ? null : { due_date: due, recurrence };
}

/** The date of a series that is not over yet: one that began in the past goes on. Null when it has ended. */
function nextDue(
  dueDate: string,
  recurrence: RecurrenceInput,
  { timeZone, now }: ReadContext,
): string | null {
  const isWholeDay = dueDate.length === 10;
  const today = toDateText(toLocalTime(now, timeZone));
  if (isWholeDay ? dueDate >= today : Date.parse(dueDate) > now) return dueDate;
  const parsed = parseRecurrence(recurrence, { dueDate, timeZone, now });
  if ("error" in parsed) return null;
  const yesterday = toDateText((dateToDayNumber(today) - 1) * dayMs);
  const after = isWholeDay ? yesterday : new Date(now).toISOString();
  return nextOccurrences(parsed.rule, { after, timeZone, count: 1 })[0] ?? null;
}

/** Undefined for what is no ISO 8601 at all, null for a day or time that there is not. */
function readInstant(words: string, { timeZone }: ReadContext): string | null | undefined {
  const groups = iso.exec(words)?.groups;
  if (groups === undefined) return undefined;
  const { day = "", hour, minute = "0", second = "0", offset } = groups;
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return null;
  if (hour === undefined) return day;
  const timeMs = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const wall = dateToDayNumber(day) * dayMs + timeMs;
  if (offset === undefined) return new Date(toEpochMs(wall, timeZone)).toISOString();
  const at = Date.parse(`${new Date(wall).toISOString().slice(0, -1)}${offset.toUpperCase()}`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function isEitherOrder(words: string, locale: string): boolean {
  const { first, second } = slashed.exec(words)?.groups ?? {};
  if (first === undefined || second === undefined || Number(first) === Number(second)) return false;
  if (Number(first) > 12 || Number(second) > 12) return false;
  return locale !== "en-us" && !dayFirst.has(locale) && !dayFirst.has(locale.split("-")[0] ?? "");
}
