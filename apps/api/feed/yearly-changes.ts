import { type ClockChange, wallOf } from "./clock-changes.ts";

/** In so many years a weekday of a month falls on every day that it can. */
const yearsForAll = 28;
const dayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Changes that come every year by the same rule; `first` is the first of them. */
export type YearlyChange = { first: ClockChange; rrule: string };

/**
 * The rule of the last of changes that lie a year apart, as far back as it holds. Null when it has not held for
 * long enough to be told, or is none that calendars read alike: the Saturday before the last Sunday has no number.
 */
export function yearlyChange(changes: readonly ClockChange[]): YearlyChange | null {
  const last = changes.at(-1);
  if (last === undefined) return null;
  const dates = new Set<number>();
  let first = last;
  let count = 0;
  for (const change of changes.toReversed()) {
    if (kindOf(change) !== kindOf(last)) break;
    const day = wallOf(change).getUTCDate();
    if (Math.max(...dates, day) - Math.min(...dates, day) > 6) break;
    dates.add(day);
    first = change;
    count += 1;
  }
  if (count < yearsForAll) return null;
  const wall = wallOf(last);
  const month = wall.getUTCMonth();
  const weekday = dayNames[wall.getUTCDay()] ?? "";
  const days = dayRule(Math.min(...dates), weekday, monthLengths[month] ?? 0);
  return days === null ? null : { first, rrule: `FREQ=YEARLY;BYMONTH=${month + 1};${days}` };
}

/** What changes of one rule have in common, besides the days that the weekday falls on. */
function kindOf(change: ClockChange): string {
  const wall = wallOf(change);
  const time = wall.toISOString().slice(11);
  return [wall.getUTCMonth(), wall.getUTCDay(), time, change.beforeMs, change.afterMs].join(" ");
}

/** Null for a weekday without a number, which calendars do not agree on how to read (BYDAY beside BYMONTHDAY). */
function dayRule(firstDay: number, weekday: string, monthLength: number): string | null {
  if (firstDay === monthLength - 6) return `BYDAY=-1${weekday}`;
  return firstDay % 7 === 1 ? `BYDAY=${(firstDay + 6) / 7}${weekday}` : null;
}
