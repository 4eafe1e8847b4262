import { toEpochMs, toLocalTime, toDateText } from "@pakaura/domain/local-time";
import { parseRecurrence } from "@pakaura/domain/recurrence";
import { en } from "chrono-node";
import type { ImportedTask, ReadContext } from "./imported-task.ts";

type DateFields = Pick<ImportedTask["fields"], "due_date" | "recurrence">;

const days: Record<string, string> = {
  mon: "MO",
  tue: "TU",
  wed: "WE",
  thu: "TH",
  fri: "FR",
  sat: "SA",
  sun: "SU",
};
const units: Record<string, string> = {
  day: "DAILY",
  week: "WEEKLY",
  month: "MONTHLY",
  year: "YEARLY",
};
const dayName = "(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*";

/** No date has more words than this; what is longer would only keep its reader busy. */
const maxLength = 200;

/** "every! …" of Todoist counts from completion. */
const every = /^every\s*(!?)\s+/i;

/**
 * A date as Todoist writes it: "25 Nov 2026 at 9am", "tomorrow", "every 2 weeks", "every mon, thu at
 * 9:00", "every 15th", "every workday". Null for what is none of these.
 */
export function readTodoistDate(written: string, context: ReadContext): DateFields | null {
  if (written.length > maxLength) return null;
  const words = written.replaceAll(/\s+/gu, " ").trim();
  const found = every.exec(words);
  if (found === null) {
    const due = readDate(words, context);
    return due === null ? null : { due_date: due };
  }
  const rest = words.slice(found[0].length).toLowerCase();
  const time = /(?:\bat )?(\d{1,2}(?::\d{2})? ?(?:am|pm)|\d{1,2}:\d{2})/i.exec(rest);
  const rule = ruleOf((time ? rest.replace(time[0], " ") : rest).trim());
  if (rule === null) return null;
  const recurrence = { rrule: rule, from: found[1] === "!" ? "completion" : "due_date" } as const;
  if (time === null) return { recurrence };
  const clock = /(\d{1,2})(?::(\d{2}))?\s*(am|pm)?/i.exec(time[1] ?? "");
  const hour = (Number(clock?.[1]) % (clock?.[3] ? 12 : 24)) + (clock?.[3] === "pm" ? 12 : 0);
  const rrule = `${rule};BYHOUR=${hour};BYMINUTE=${Number(clock?.[2] ?? 0)}`;
  const first = parseRecurrence({ rrule }, { ...context, dueDate: null });
  return "error" in first ? { recurrence } : { recurrence, due_date: first.rule.startsAt };
}

function ruleOf(words: string): string | null {
  if (/^(?:work|week)\s?days?$/.test(words)) return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";
  const unit = /^(?:(other|\d+)\s+)?(day|week|month|year)s?$/.exec(words);
  if (unit) {
    const interval = unit[1] === "other" ? 2 : Number(unit[1] ?? 1);
    return `FREQ=${units[unit[2] ?? "day"]};INTERVAL=${interval}`;
  }
  if (new RegExp(`^${dayName}(?:(?:\\s*,\\s*|\\s+and\\s+)${dayName})*$`).test(words)) {
    const names = words.match(new RegExp(dayName, "g")) ?? [];
    return `FREQ=WEEKLY;BYDAY=${names.map((name) => days[name.slice(0, 3)]).join(",")}`;
  }
  if (words === "last day") return "FREQ=MONTHLY;BYMONTHDAY=-1";
  const monthDay = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(words);
  return monthDay ? `FREQ=MONTHLY;BYMONTHDAY=${monthDay[1]}` : null;
}

/** A date or an instant; chrono reads the words as the clock on the user's wall means them. */
function readDate(words: string, { timeZone, now }: ReadContext): string | null {
  const local = toLocalTime(now, timeZone);
  const [result] = en.parse(
    words,
    { instant: new Date(local), timezone: 0 },
    { forwardDate: true },
  );
  if (result === undefined) return null;
  const { start } = result;
  const wall = start.date().getTime();
  // With an offset of its own it is that instant, whatever the clock on the wall shows.
  if (start.isCertain("timezoneOffset")) return new Date(wall).toISOString();
  return start.isCertain("hour")
    ? new Date(toEpochMs(wall, timeZone)).toISOString()
    : toDateText(wall);
}
