import { dayMs, daysInMonth, toDayNumber } from "./calendar.ts";
import { dateToDayNumber, toDateText } from "./local-time.ts";
import { isAllDay } from "./due-date.ts";
import type { Until } from "./rule-parts.ts";

const form = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/;

/** Reads `20261231`, `20261231T235959Z` or, on the user's own clock, `20261231T235959`. Null for anything else. */
export function readUntil(text: string): Until | null {
  const match = form.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!isDate || hour > 23 || minute > 59 || second > 60) return null;
  const dayNumber = toDayNumber({ year, month, day });
  if (match[4] === undefined) return { kind: "date", dayNumber };
  const time = dayNumber * dayMs + ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1_000;
  return match[7] === undefined
    ? { kind: "local", localTime: time }
    : { kind: "instant", epochMs: time };
}

/** The end of a series as RFC 5545 writes it. */
export function writeUntil(until: Until): string {
  if (until.kind === "date") return toDateText(until.dayNumber * dayMs).replaceAll("-", "");
  const time = until.kind === "local" ? until.localTime : until.epochMs;
  const text = new Date(time).toISOString().replace(/[-:]|\.\d+Z/g, "");
  return until.kind === "local" ? text : `${text}Z`;
}

/** The end of a series given as a due date is written: a whole local day, or an instant (to the second). */
export function untilFromDueDate(dueDate: string): Until {
  if (isAllDay(dueDate)) return { kind: "date", dayNumber: dateToDayNumber(dueDate) };
  return { kind: "instant", epochMs: Math.floor(Date.parse(dueDate) / 1_000) * 1_000 };
}
