import { dayMs } from "./calendar.ts";
import { isAllDay } from "./due-date.ts";
import {
  dateToDayNumber,
  dueToInstant,
  dueToLocalTime,
  toEpochMs,
  toLocalTime,
  type LocalTime,
} from "./local-time.ts";
import type { CompiledRule } from "./rule-matches.ts";
import { restartSeries, seriesOccurrences, type Occurrence, type Series } from "./series.ts";

/**
 * A due date as a moment of a series; an all-day date lies at the end of its day for a series with
 * times. Throws a RangeError for a text that is no date.
 */
export function momentOf(series: Series, dueDate: string): number {
  if (series.isAllDay) return startOfDay(dueToLocalTime(dueDate, series.timeZone));
  if (!isAllDay(dueDate)) return dueToInstant(dueDate);
  return toEpochMs((dateToDayNumber(dueDate) + 1) * dayMs, series.timeZone) - 1;
}

/** An instant (milliseconds since the epoch) as a moment of a series: for an all-day series its local day. */
export function momentAt(series: Series, epochMs: number): number {
  return series.isAllDay ? startOfDay(toLocalTime(epochMs, series.timeZone)) : epochMs;
}

/** The occurrences of a series that come after a moment, in order; none after a moment that is no number. */
export function* occurrencesAfter(series: Series, after: number): Generator<Occurrence, void> {
  if (!(after < Infinity)) return;
  // A day early: a clock change may carry a local time past the moment.
  const from =
    series.isAllDay || after === -Infinity ? after : toLocalTime(after, series.timeZone) - dayMs;
  for (const occurrence of seriesOccurrences(series, from))
    if (occurrence.moment > after) yield occurrence;
}

/** How far back `latestArrived` looks at most: to before the year 1970 from the year 9999. */
const longestLookMs = 8 ** 8 * dayMs;

/** The latest occurrence after `after` that has arrived by `now`: a bounded number of looks, whatever the rule. */
export function latestArrived(series: Series, after: number, now: number): Occurrence | undefined {
  const end = Math.min(now, series.until);
  for (let backMs = dayMs; backMs <= longestLookMs; backMs *= 8) {
    const from = Math.max(after, end - backMs);
    const first = firstBetween(series, from, end);
    if (first !== undefined) return lastFrom(series, first, end);
    if (from === after || from < series.start - dayMs) return undefined;
  }
  return undefined;
}

function firstBetween(series: Series, after: number, end: number): Occurrence | undefined {
  const first = occurrencesAfter(series, after).next().value ?? undefined;
  return first !== undefined && first.moment <= end ? first : undefined;
}

/**
 * The last occurrence up to `end`, from one that lies before it: halves what lies between until it is a
 * day, and walks through that.
 */
function lastFrom(series: Series, first: Occurrence, end: number): Occurrence {
  let latest = first;
  let none = end;
  while (none - latest.moment > dayMs) {
    const middle = Math.floor((latest.moment + none) / 2);
    const later = firstBetween(series, middle, end);
    if (later === undefined) none = middle;
    else latest = later;
  }
  for (const occurrence of occurrencesAfter(series, latest.moment)) {
    if (occurrence.moment > end) break;
    latest = occurrence;
  }
  return latest;
}

/**
 * The dates that follow a completion (as a moment): the rule counts anew from that local day, at the
 * series' own time of day. Of a rule that names its days, the one that was due (a moment as well) is over
 * with it: its dates come after both, while a rule that only counts goes on from the day itself. `number`
 * is the place of the completed instance in the whole series, of which COUNT counts the instances.
 */
export function* occurrencesFromCompletion(
  series: Series,
  { completed, due, number }: { completed: number; due: number; number: number },
): Generator<Occurrence, void> {
  const day = startOfDay(series.isAllDay ? completed : toLocalTime(completed, series.timeZone));
  const start = day + (series.start - startOfDay(series.start));
  const restarted = { ...restartSeries(series, start), count: Infinity };
  const startMoment = series.isAllDay ? start : toEpochMs(start, series.timeZone);
  const over = namesDates(series.rule) ? due : -Infinity;
  let left = series.count - number;
  for (const occurrence of occurrencesAfter(restarted, Math.max(completed, startMoment, over))) {
    if (left <= 0) return;
    left -= 1;
    yield occurrence;
  }
}

/** Whether a rule says which days, or which times of a day, and not only how far apart they are. */
function namesDates({ parts, times }: CompiledRule): boolean {
  const lists = [parts.byMonth, parts.byWeekNumber, parts.byYearDay, parts.byMonthDay, parts.byDay];
  return times.length > 1 || lists.some((list) => list.length > 0);
}

/** The due dates of the first `count` occurrences. */
export function takeDates(occurrences: Iterable<Occurrence>, count: number): string[] {
  const dates: string[] = [];
  if (count < 1) return dates;
  for (const { dueDate } of occurrences) {
    dates.push(dueDate);
    if (dates.length === count) break;
  }
  return dates;
}

function startOfDay(local: LocalTime): LocalTime {
  return Math.floor(local / dayMs) * dayMs;
}
