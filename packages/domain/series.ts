import { dayMs } from "./calendar.ts";
import { countMatches } from "./count-matches.ts";
import { isAllDay, lastInstant, normaliseDueDate } from "./due-date.ts";
import {
  dueToLocalTime,
  toDateText,
  toEpochMs,
  toLocalTime,
  type LocalTime,
} from "./local-time.ts";
import { readRRule } from "./read-rrule.ts";
import { recurrenceLimits } from "./recurrence-limits.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";
import { compileRule, ruleMatches, type CompiledRule } from "./rule-matches.ts";
import type { RuleParts, Skip, Until } from "./rule-parts.ts";

/** A rule with its start and end, in one time zone. */
export type Series = {
  rule: CompiledRule;
  start: LocalTime;
  isAllDay: boolean;
  timeZone: string;
  count: number;
  /** The last moment that an occurrence may have. */
  until: number;
};

/**
 * One occurrence: the due date that it gives, the local time that the rule took, and its moment, by
 * which occurrences are compared: milliseconds since the epoch, or for an all-day series the local
 * time of the day itself, so that no time zone can move it.
 */
export type Occurrence = { dueDate: string; local: LocalTime; moment: number };

const lastInstantMs = Date.parse(lastInstant);

/**
 * A stored series, ready to be asked for its dates. Throws a RuleError or a RangeError for one that
 * nobody could have set: what walks its dates relies on its limits.
 */
export function openSeries(rule: RecurrenceRule, timeZone: string): Series {
  const parts = readRRule(rule.rrule);
  const { interval, count } = recurrenceLimits;
  if (parts.interval > interval || (parts.count ?? 1) > count)
    throw new RangeError("The interval or count of a series is beyond its limit");
  const start = normaliseDueDate(rule.startsAt);
  if ("error" in start) throw new RangeError(`The start of a series ${start.error}`);
  return createSeries(parts, {
    start: dueToLocalTime(rule.startsAt, timeZone),
    isAllDay: isAllDay(rule.startsAt),
    timeZone,
    // Our simple patterns never lose a date: a day that a month lacks rolls to the next valid one.
    skip: rule.pattern === "monthly" || rule.pattern === "yearly" ? "FORWARD" : null,
  });
}

/** A series that begins at `start`, whether the rule takes that time or not. */
export function createSeries(
  parts: RuleParts,
  options: { start: LocalTime; isAllDay: boolean; timeZone: string; skip: Skip | null },
): Series {
  const { start, timeZone } = options;
  const skip = options.skip ?? parts.skip ?? "OMIT";
  return {
    rule: compileRule(parts, start, { isAllDay: options.isAllDay, skip }),
    start,
    isAllDay: options.isAllDay,
    timeZone,
    count: parts.count ?? Infinity,
    // Behind the last instant nothing could be stored: a zone may carry the end of the last year there.
    until: Math.min(
      lastInstantMs,
      parts.until === null ? Infinity : untilMoment(parts.until, timeZone, options.isAllDay),
    ),
  };
}

/** The same series with another start, from which its interval and what its rule leaves unsaid are taken. */
export function restartSeries(series: Series, start: LocalTime): Series {
  const { isAllDay: allDay, rule } = series;
  return {
    ...series,
    start,
    rule: compileRule(rule.parts, start, { isAllDay: allDay, skip: rule.filter.skip }),
  };
}

/**
 * The local times of a series from `from` on. The first is its start, which COUNT counts as well
 * (RFC 5545 section 3.8.5.3).
 */
export function* seriesTimes(series: Series, from: LocalTime): Generator<LocalTime, void> {
  const { rule, start, count } = series;
  if (start >= from) yield start;
  const first = Math.max(start + 1, from);
  // A clock may be a day off the moment that UNTIL names, which the caller compares exactly.
  const last = series.until + 2 * dayMs;
  let number = 1;
  if (count !== Infinity) number += countMatches(rule, start + 1, first, count);
  for (const local of ruleMatches(rule, first, last)) {
    number += 1;
    if (number > count) return;
    yield local;
  }
}

/**
 * The occurrences of a series whose local time is `from` or later, in order. Two that a clock change
 * brings to the same instant are one, and UNTIL is kept to the instant.
 */
export function* seriesOccurrences(series: Series, from: LocalTime): Generator<Occurrence, void> {
  let last = -Infinity;
  for (const locals of ordered(series, seriesTimes(series, from))) {
    const occurrences = locals.map((local) => toOccurrence(series, local));
    for (const occurrence of occurrences.sort((a, b) => a.moment - b.moment)) {
      if (occurrence.moment <= last) continue;
      if (occurrence.moment > series.until) return;
      last = occurrence.moment;
      yield occurrence;
    }
  }
}

function toOccurrence(series: Series, local: LocalTime): Occurrence {
  if (series.isAllDay) return { local, moment: local, dueDate: toDateText(local) };
  const moment = toEpochMs(local, series.timeZone);
  return { local, moment, dueDate: new Date(moment).toISOString() };
}

/** Times in groups within which a clock change may turn the order round: those of one day. */
function* ordered(series: Series, times: Iterable<LocalTime>): Generator<LocalTime[], void> {
  let group: LocalTime[] = [];
  for (const local of times) {
    const first = group[0];
    const isOtherDay =
      first !== undefined && Math.floor(first / dayMs) !== Math.floor(local / dayMs);
    if (isOtherDay) {
      yield group;
      group = [];
    }
    group.push(local);
    if (series.rule.times.length > 1) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

function untilMoment(until: Until, timeZone: string, allDay: boolean): number {
  if (until.kind === "date") {
    const endOfDay = (until.dayNumber + 1) * dayMs;
    return allDay ? endOfDay - 1 : toEpochMs(endOfDay, timeZone) - 1;
  }
  if (until.kind === "local")
    return allDay ? until.localTime : toEpochMs(until.localTime, timeZone);
  return allDay ? toLocalTime(until.epochMs, timeZone) : until.epochMs;
}
