import { dayMs } from "@pakaura/domain/calendar";
import type { LocalTime } from "@pakaura/domain/local-time";
import { createSeries, seriesTimes } from "@pakaura/domain/series";
import type { RuleParts, Until } from "@pakaura/domain/rule-parts";
import type { Moment } from "./icalendar-moment.ts";
import type { Zone } from "./icalendar-zones.ts";
import { shiftRule } from "./shift-rule.ts";

/** The start and the due date of the first instance of a series, and the zone of the user. */
export type FirstDates = { start: Moment; due: Moment; home: Zone };

/**
 * A rule that counts due dates on the user's clock. `clock` names another one whose dates it does not follow
 * to the hour, all the year round.
 */
export type DueRule = { parts: RuleParts; clock: string | null };

/** How many dates of a moved rule are compared with those of the one that was written. */
const compared = 60;
/** Two clocks are at most this much further apart in summer than in winter. */
const clockChangeMs = 2 * 3_600_000;

/**
 * The rule of the due dates. A rule of a calendar counts starts (RFC 5545 section 3.8.5.3), on the clock of the
 * start, and each instance is due as long after its start as the first; ours counts due dates, on the user's
 * clock. Null where no rule says that.
 */
export function ruleOfDueDates(parts: RuleParts, dates: FirstDates): DueRule | null {
  const { start, due, home } = dates;
  const apartMs = apart(dates);
  const isHome = due.isAllDay || clockOf(dates).name === home.name;
  if (apartMs === 0 && isHome) return { parts, clock: null };
  const days = dayOf(homeWall(dates)) - dayOf(start.wall);
  const timeless = withoutTimes(parts, start);
  const moved = timeless === null ? null : shiftRule(timeless, days, dayOf(start.wall));
  if (timeless === null || moved === null) return null;
  const until = parts.until === null ? null : movedUntil(parts.until, { ...dates, days, apartMs });
  const rule = { ...moved, until };
  if (days === 0 && isHome) return { parts: rule, clock: null };
  const difference = greatestDifference(timeless, moved, dates);
  if (difference > (due.isAllDay ? 0 : clockChangeMs)) return null;
  // Whoever writes UTC has no clock in mind, but that of the person.
  const { name } = clockOf(dates);
  return { parts: rule, clock: difference === 0 || name === "UTC" ? null : (name ?? "the file") };
}

/** The starts of a series from a local time on, its end aside, of which there may be very many. */
export function startsFrom(
  parts: RuleParts,
  start: Pick<Moment, "wall" | "isAllDay">,
  from: LocalTime,
): Iterable<LocalTime> {
  return localTimes({ ...parts, until: null }, start, from);
}

/** How much later than a start, on its clock, an instance is due, in milliseconds. */
export function apart(dates: FirstDates): number {
  const { start, due } = dates;
  if (due.isAllDay) return (dayOf(due.wall) - dayOf(start.wall)) * dayMs;
  return (start.isAllDay ? due.wall : start.zone.toLocal(due.epochMs)) - start.wall;
}

/** The clock that a series goes by. */
export function clockOf({ start, due }: FirstDates): Zone {
  return start.isAllDay ? due.zone : start.zone;
}

function homeWall({ due, home }: FirstDates): LocalTime {
  return due.isAllDay ? due.wall : home.toLocal(due.epochMs);
}

/** A time of day in the rule is that of the start, or else the rule is of several times a day. */
function withoutTimes(parts: RuleParts, { wall, isAllDay }: Moment): RuleParts | null {
  const timeless = { ...parts, byHour: [], byMinute: [], bySecond: [] };
  const time = new Date(wall);
  const isOwn =
    isOnly(parts.byHour, time.getUTCHours()) &&
    isOnly(parts.byMinute, time.getUTCMinutes()) &&
    isOnly(parts.bySecond, time.getUTCSeconds());
  return isAllDay || isOwn ? timeless : null;
}

function isOnly(numbers: readonly number[], one: number): boolean {
  return numbers.every((number) => number === one);
}

function movedUntil(until: Until, dates: FirstDates & { days: number; apartMs: number }): Until {
  const { start, due, home, days, apartMs } = dates;
  const clock = clockOf(dates);
  const at = (wall: LocalTime): Until => ({
    kind: "instant",
    epochMs: clock.toEpochMs(wall + apartMs),
  });
  switch (until.kind) {
    case "date":
      if (due.isAllDay) return { kind: "date", dayNumber: until.dayNumber + days };
      return at(
        (until.dayNumber + (start.isAllDay ? 0 : 1)) * dayMs - (start.isAllDay ? 0 : 1_000),
      );
    case "local":
      if (due.isAllDay) return { kind: "date", dayNumber: dayOf(until.localTime) + days };
      return at(until.localTime);
    case "instant":
      if (due.isAllDay)
        return { kind: "date", dayNumber: dayOf(home.toLocal(until.epochMs)) + days };
      return at(clock.toLocal(until.epochMs));
  }
}

/** By how many milliseconds the due dates of the one rule and of the other differ at most. */
function greatestDifference(written: RuleParts, moved: RuleParts, dates: FirstDates): number {
  const { start, due, home } = dates;
  const clock = clockOf(dates);
  const apartMs = apart(dates);
  const wanted = first(localTimes(endless(written), start)).map((wall) =>
    due.isAllDay ? (dayOf(wall) + dayOf(apartMs)) * dayMs : clock.toEpochMs(wall + apartMs),
  );
  const got = first(
    localTimes(endless(moved), { wall: homeWall(dates), isAllDay: due.isAllDay }),
  ).map((wall) => (due.isAllDay ? wall : home.toEpochMs(wall)));
  if (wanted.length !== got.length) return Infinity;
  return Math.max(...wanted.map((one, at) => Math.abs(one - (got[at] ?? Infinity))));
}

function localTimes(
  parts: RuleParts,
  { wall: start, isAllDay }: Pick<Moment, "wall" | "isAllDay">,
  from = -Infinity,
): Iterable<LocalTime> {
  const series = createSeries(parts, { start, isAllDay, timeZone: "UTC", skip: null });
  return seriesTimes(series, from);
}

function first(times: Iterable<LocalTime>): LocalTime[] {
  const found: LocalTime[] = [];
  for (const time of times) {
    found.push(time);
    if (found.length === compared) break;
  }
  return found;
}

function endless(parts: RuleParts): RuleParts {
  return { ...parts, count: null, until: null };
}

function dayOf(wall: LocalTime): number {
  return Math.floor(wall / dayMs);
}
