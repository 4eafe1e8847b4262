import { dayMs, toDayNumber } from "./calendar.ts";
import { createDayFilter, type DayFilter } from "./day-filter.ts";
import type { LocalTime } from "./local-time.ts";
import {
  daysOfPeriod,
  emptyPeriodLimit,
  kindOfPeriod,
  nextPeriod,
  periodOf,
  startPeriodOf,
} from "./rule-periods.ts";
import type { RuleParts, Skip } from "./rule-parts.ts";

/** The end of the year 9999, as local time. */
export const lastMoment = (toDayNumber({ year: 9999, month: 12, day: 31 }) + 1) * dayMs - 1;

/** A rule with all that it takes from its start worked out. */
export type CompiledRule = {
  parts: RuleParts;
  filter: DayFilter;
  startPeriod: number;
  /** Milliseconds of the day, in order: the times of each day that the rule takes. */
  times: number[];
};

/** `start` is local time; an all-day series has no times, whatever the rule says (RFC 5545 section 3.3.10). */
export function compileRule(
  parts: RuleParts,
  start: LocalTime,
  options: { isAllDay: boolean; skip: Skip },
): CompiledRule {
  const startDay = Math.floor(start / dayMs);
  const filter = createDayFilter(parts, startDay, options.skip);
  return {
    parts,
    filter,
    startPeriod: startPeriodOf(parts.frequency, filter),
    times: options.isAllDay ? [0] : timesOfDay(parts, start - startDay * dayMs),
  };
}

function timesOfDay(parts: RuleParts, startTime: number): number[] {
  const hours = parts.byHour.length > 0 ? parts.byHour : [Math.floor(startTime / 3_600_000)];
  const minutes =
    parts.byMinute.length > 0 ? parts.byMinute : [Math.floor(startTime / 60_000) % 60];
  const seconds = parts.bySecond.length > 0 ? parts.bySecond : [Math.floor(startTime / 1_000) % 60];
  const rest = startTime % 1_000;
  return hours.flatMap((hour) =>
    minutes.flatMap((minute) =>
      seconds.map((second) => ((hour * 60 + minute) * 60 + second) * 1_000 + rest),
    ),
  );
}

/**
 * The local times that the rule itself takes, from `from` to `to`, in order and without repeats; COUNT and
 * UNTIL are for the caller. Ends with the year 9999, or when the rule can take nothing more.
 */
export function* ruleMatches(
  rule: CompiledRule,
  from: LocalTime,
  to: LocalTime = lastMoment,
): Generator<LocalTime, void> {
  const { frequency, interval, weekStart } = rule.parts;
  const limit = emptyPeriodLimit(frequency);
  const end = Math.min(to, lastMoment);
  // One period more: the year of a week may be the one after that of its days.
  const lastPeriod = periodOf(frequency, Math.floor(end / dayMs), weekStart) + 1;
  let last = -Infinity;
  let emptyPeriods = 0;
  const kinds = new Map<number, boolean>();
  for (
    let period = firstPeriod(rule, from);
    period <= lastPeriod;
    period = nextPeriod(frequency, interval, rule.filter, period)
  ) {
    emptyPeriods += 1;
    if (emptyPeriods > limit) return;
    const kind = kindOfPeriod(frequency, rule.filter, period);
    if (kind !== null && isEmptyKind(rule, kinds, kind, period)) continue;
    const days = daysOfPeriod(frequency, rule.filter, period);
    for (const match of timesOf(rule, days, from)) {
      emptyPeriods = 0;
      if (match > end) return;
      if (match < from || match <= last) continue;
      last = match;
      yield match;
    }
  }
}

/** True when no period of this kind has a match, which is worked out once for each. */
function isEmptyKind(
  rule: CompiledRule,
  kinds: Map<number, boolean>,
  kind: number,
  period: number,
): boolean {
  const known = kinds.get(kind);
  if (known !== undefined) return known;
  const days = daysOfPeriod(rule.parts.frequency, { ...rule.filter, dayInterval: 1 }, period);
  const isEmpty = timesOf(rule, days, -Infinity).next().done === true;
  kinds.set(kind, isEmpty);
  return isEmpty;
}

/** The period to begin with for what comes from `from` on. One period early: SKIP=FORWARD carries a day over the end of its month. */
export function firstPeriod(rule: CompiledRule, from: LocalTime): number {
  const { frequency, interval, weekStart } = rule.parts;
  const step = frequency === "DAILY" ? 1 : interval;
  const wanted = periodOf(frequency, Math.floor(from / dayMs), weekStart) - 1;
  return rule.startPeriod + Math.max(0, Math.floor((wanted - rule.startPeriod) / step)) * step;
}

/** Days times times of day, and of these the places that BYSETPOS names: in each period, which is a day for a daily rule. */
export function* timesOf(
  rule: CompiledRule,
  days: readonly number[],
  from: LocalTime,
): Generator<LocalTime, void> {
  const positions = rule.parts.bySetPosition;
  if (positions.length > 0 && rule.parts.frequency !== "DAILY") {
    yield* placesOf(positions, days, rule.times);
    return;
  }
  for (const day of days) {
    if (positions.length > 0) yield* placesOf(positions, [day], rule.times);
    else if ((day + 1) * dayMs <= from) yield day * dayMs;
    else for (const time of rule.times) yield day * dayMs + time;
  }
}

function placesOf(
  positions: readonly number[],
  days: readonly number[],
  times: readonly number[],
): LocalTime[] {
  const length = days.length * times.length;
  return positions
    .map((position) => (position > 0 ? position - 1 : length + position))
    .filter((place) => place >= 0 && place < length)
    .sort((a, b) => a - b)
    .map(
      (place) =>
        (days[Math.floor(place / times.length)] ?? 0) * dayMs + (times[place % times.length] ?? 0),
    );
}
