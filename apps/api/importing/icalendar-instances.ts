import { dayMs } from "@pakaura/domain/calendar";
import type { LocalTime } from "@pakaura/domain/local-time";
import type { RuleParts } from "@pakaura/domain/rule-parts";
import { type Moment, momentAt } from "./icalendar-moment.ts";
import type { Passed } from "./icalendar-passed.ts";
import { apart, clockOf, type FirstDates, startsFrom } from "./icalendar-recurrence.ts";

/** One instance of a series, and how many came before it. */
export type Instance = { start: Moment; due: Moment; number: number };

/** An instance is looked for this far. */
const maxInstances = 200;

/**
 * The first instance of a series that is open: neither excluded nor a task of its own, nor before that which
 * the file names as pending. Null when none is left, or it is too far away.
 */
export function firstOpen(parts: RuleParts, dates: FirstDates, passed: Passed): Instance | null {
  const { start, due } = dates;
  const apartMs = apart(dates);
  const pending = passed.pending === null ? null : wallOf(passed.pending, dates);
  const isPassed = passedStarts(passed, dates);
  // What nobody counts need not be walked through.
  const isFar = pending !== null && parts.count === null;
  const from = isFar ? Math.max(start.wall, pending - Math.abs(apartMs) - 2 * dayMs) : start.wall;
  let number = 0;
  for (const wall of startsFrom(parts, start, from)) {
    // KDE's programs have named the start there, and the due date before.
    const isPending = pending === null || wall >= pending || wall + apartMs === pending;
    if (isPending && !isPassed(wall)) {
      if (wall === start.wall) return { start, due, number };
      const zone = due.isAllDay ? due.zone : clockOf(dates);
      const one = momentAt(wall, start.isAllDay, start.zone);
      const end = momentAt(wall + apartMs, due.isAllDay, zone);
      return one === null || end === null ? null : { start: one, due: end, number };
    }
    number += 1;
    if (number > maxInstances) return null;
  }
  return null;
}

function passedStarts(passed: Passed, dates: FirstDates): (wall: LocalTime) => boolean {
  const all = [...passed.excluded, ...passed.apart];
  const isByDay = (one: Moment): boolean => one.isAllDay || dates.start.isAllDay;
  const days = new Set(all.filter(isByDay).map(({ wall }) => dayOf(wall)));
  const times = new Set(all.filter((one) => !isByDay(one)).map((one) => wallOf(one, dates)));
  return (wall) => days.has(dayOf(wall)) || times.has(wall);
}

/** What the clock of the series shows at a moment. */
function wallOf(moment: Moment, dates: FirstDates): LocalTime {
  return moment.isAllDay ? moment.wall : clockOf(dates).toLocal(moment.epochMs);
}

function dayOf(wall: LocalTime): number {
  return Math.floor(wall / dayMs);
}
