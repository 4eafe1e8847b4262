import { dayMs, modulo } from "./calendar.ts";
import { checkRule } from "./check-rule.ts";
import { countMatches } from "./count-matches.ts";
import { fillFromStart } from "./day-filter.ts";
import type { LocalTime } from "./local-time.ts";
import { isReadAlike } from "./read-alike.ts";
import { readRRule } from "./read-rrule.ts";
import { compileRule, ruleMatches, type CompiledRule } from "./rule-matches.ts";
import { hasTimes, type RuleParts, type Until } from "./rule-parts.ts";
import { occurrencesAfter } from "./series-moments.ts";
import type { Series } from "./series.ts";
import { writeRRule } from "./write-rrule.ts";

/** The instance that a calendar starts from. `isOwn`: its date is one of the rule's. */
export type FirstDate = { local: LocalTime; moment: number; isOwn: boolean };

/** A rule as it is written for calendars, and as one reads it that knows no SKIP. */
export type CalendarRule = {
  parts: RuleParts;
  plain: CompiledRule;
  /** The plain reading gives the dates of the series, as long as no instance was moved. */
  isExact: boolean;
};

/** Whether a day may roll over the end of a month. */
function canRoll({ rule: { filter } }: Series): boolean {
  return filter.skip !== "OMIT" && filter.monthDayMask >>> 29 !== 0;
}

/**
 * The rule of a series from one of its dates on, for starts that lie `leadMs` before. Null where a rule cannot
 * say it: the start would lie on the day before, or several times a day would have to move.
 */
export function toCalendarRule(
  rrule: string,
  series: Series,
  { first, leadMs }: { first: FirstDate; leadMs: number },
): CalendarRule | null {
  const given = readRRule(rrule);
  const parts = withTimesOf(withDaysOf(given, series, first.local), series, { first, leadMs });
  if (parts === null || checkRule(parts) !== null || !isReadAlike(parts)) return null;
  const { isAllDay } = series;
  const plain = compileRule(parts, first.local, { isAllDay, skip: "OMIT" });
  const read =
    parts.skip === null ? plain : compileRule(parts, first.local, { isAllDay, skip: parts.skip });
  const isInStep = ruleMatches(read, first.local, first.local).next().done === false;
  // A start that its rule does not give is read in as many ways as there are readers (RFC 5545 section 3.8.5.3).
  if (!isInStep || !first.isOwn) return null;
  const isExact = !canRoll(series);
  const end = endOf(given, series, { first, leadMs, isExact });
  return { parts: { ...parts, ...end }, plain, isExact };
}

/** What a rule leaves unsaid it takes from its start (RFC 5545 section 3.3.10), which is another one here. */
function withDaysOf(parts: RuleParts, series: Series, local: LocalTime): RuleParts {
  const filled = fillFromStart(parts, Math.floor(series.start / dayMs));
  const same = fillFromStart(parts, Math.floor(local / dayMs));
  return writeRRule(filled) === writeRRule(same) ? parts : filled;
}

/** BYHOUR and its like have no place in an all-day rule (RFC 5545 section 3.3.10), nor where the start says the same. */
function withTimesOf(
  parts: RuleParts,
  { isAllDay, rule: { times } }: Series,
  { first, leadMs }: { first: FirstDate; leadMs: number },
): RuleParts | null {
  const timeOfDay = modulo(first.local, dayMs);
  if (timeOfDay < leadMs) return null;
  const withoutTimes = { ...parts, byHour: [], byMinute: [], bySecond: [] };
  if (isAllDay) return withoutTimes;
  if (leadMs === 0 || !hasTimes(parts)) return parts;
  return times.length === 1 && times[0] === timeOfDay ? withoutTimes : null;
}

/** COUNT of what is left, or else UNTIL, of the type of the start (RFC 5545 section 3.3.10). */
function endOf(
  { count, until }: RuleParts,
  series: Series,
  { first, leadMs, isExact }: { first: FirstDate; leadMs: number; isExact: boolean },
): Pick<RuleParts, "count" | "until"> {
  if (count === null) return { count: null, until: until && untilOf(series, series.until, leadMs) };
  if (isExact) {
    const before = countMatches(series.rule, series.start + 1, first.local, count);
    const passed = first.local > series.start ? before + 1 : 0;
    return { count: count - passed, until: null };
  }
  let last = first.moment;
  for (const { moment } of occurrencesAfter(series, first.moment)) last = moment;
  return { count: null, until: untilOf(series, last, leadMs) };
}

/** The last start may be that of the last due date, and no later one. */
function untilOf(series: Series, moment: number, leadMs: number): Until {
  if (series.isAllDay) return { kind: "date", dayNumber: Math.floor(moment / dayMs) };
  const endless = { ...series, until: Infinity, count: Infinity };
  const [next] = leadMs > 0 ? occurrencesAfter(endless, moment) : [];
  const isNear = next !== undefined && next.moment - leadMs <= moment;
  return {
    kind: "instant",
    epochMs: Math.floor((isNear ? moment - leadMs : moment) / 1_000) * 1_000,
  };
}
