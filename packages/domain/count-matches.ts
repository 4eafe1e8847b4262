import { dayMs } from "./calendar.ts";
import type { LocalTime } from "./local-time.ts";
import {
  type CompiledRule,
  firstPeriod,
  lastMoment,
  ruleMatches,
  timesOf,
} from "./rule-matches.ts";
import {
  daysOfPeriod,
  emptyPeriodLimit,
  firstDayOf,
  kindOfPeriod,
  nextPeriod,
} from "./rule-periods.ts";

/**
 * How many local times the rule takes from `from` to before `to`, or `most` when there are more. Whole
 * periods are counted by their kind rather than walked, so that a COUNT costs as little as none.
 */
export function countMatches(
  rule: CompiledRule,
  from: LocalTime,
  to: LocalTime,
  most: number,
): number {
  if (canRoll(rule)) return countWalked(rule, from, to, most);
  const { frequency, interval } = rule.parts;
  const limit = emptyPeriodLimit(frequency);
  const end = Math.min(to, lastMoment + 1);
  const kinds = new Map<number, number>();
  const startOf = (period: number) => firstDayOf(frequency, rule.filter, period) * dayMs;
  let count = 0;
  let emptyPeriods = 0;
  let period = firstPeriod(rule, from);
  while (startOf(period) < end && count < most && emptyPeriods <= limit) {
    const isWhole = startOf(period) >= from && startOf(period + 1) <= end;
    const found = isWhole
      ? countPeriod(rule, period, kinds)
      : countDistinct(timesIn(rule, period), (time) => time >= from && time < end);
    emptyPeriods = found === 0 ? emptyPeriods + 1 : 0;
    count += found;
    period = nextPeriod(frequency, interval, rule.filter, period);
  }
  return Math.min(count, most);
}

/** Whether a day may roll over into the next period, where it may be taken as well: rare enough to be walked. */
function canRoll({ filter }: CompiledRule): boolean {
  return filter.skip === "FORWARD" && filter.monthDayMask >>> 29 !== 0;
}

function countWalked(rule: CompiledRule, from: LocalTime, to: LocalTime, most: number): number {
  let count = 0;
  for (const match of ruleMatches(rule, from)) {
    if (match >= to || count === most) break;
    count += 1;
  }
  return count;
}

function countPeriod(rule: CompiledRule, period: number, kinds: Map<number, number>): number {
  const { filter, parts, times } = rule;
  const kind = filter.dayInterval === 1 ? kindOfPeriod(parts.frequency, filter, period) : null;
  const known = kind === null ? undefined : kinds.get(kind);
  if (known !== undefined) return known;
  const count =
    parts.bySetPosition.length === 0
      ? daysOfPeriod(parts.frequency, filter, period).length * times.length
      : countDistinct(timesIn(rule, period), () => true);
  if (kind !== null) kinds.set(kind, count);
  return count;
}

function timesIn(rule: CompiledRule, period: number): Iterable<LocalTime> {
  return timesOf(rule, daysOfPeriod(rule.parts.frequency, rule.filter, period), -Infinity);
}

/** Two places that BYSETPOS names may be one. */
function countDistinct(times: Iterable<LocalTime>, isWanted: (time: LocalTime) => boolean): number {
  const distinct = new Set<LocalTime>();
  for (const time of times) if (isWanted(time)) distinct.add(time);
  return distinct.size;
}
