import { toCalendarSeries, type CalendarSeries } from "@pakaura/domain/calendar-series";
import { isAllDay } from "@pakaura/domain/due-date";
import { dueToLocalTime } from "@pakaura/domain/local-time";
import { moveRecurrence } from "@pakaura/domain/move-recurrence";
import { isUnreadableSeries } from "@pakaura/domain/unreadable-series";
import ICAL from "ical.js";
import type { StoredTask } from "../tasks/stored-task.ts";
import { dueDateOf } from "../tasks/to-task.ts";
import {
  localProperty,
  momentProperties,
  rruleProperty,
  type Clock,
} from "./calendar-properties.ts";

/** What the calendar looks like; `now` in milliseconds since the epoch. */
export type CalendarView = { timeZone: string; now: number; as: "tasks" | "events" };
/** `isRecurring`: of several open instances of a series, the last alone recurs. */
export type TaskView = CalendarView & { isRecurring: boolean };

/** A to-do that recurs starts so long before it is due: a start at the due time itself is not allowed (RFC 5545 section 3.8.2.3). */
const leadMs = 60_000;

/** A recurring time is one of the user's clock, and must not move with the clock changes. */
export function needsZone({ rule, dueOn, dueAt }: StoredTask): boolean {
  return rule?.active === true && dueOn === null && dueAt !== null;
}

/** Adds when a task is due, and on which days its series goes on. */
export function addDates(component: ICAL.Component, task: StoredTask, view: TaskView): void {
  const dueDate = dueDateOf(task);
  if (dueDate === null) return;
  const clock = clockOf(task, dueDate, view);
  const series = view.isRecurring ? seriesOf(task, dueDate, view) : null;
  const due = clock.kind === "day" ? dueToLocalTime(dueDate, view.timeZone) : Date.parse(dueDate);
  const dueProperty = (name: string) => momentProperties(name, [due], clock);
  const properties =
    series !== null
      ? seriesProperties(series, clock)
      : view.as === "events"
        ? dueProperty("dtstart")
        : [];
  // All day, nothing lies between a start and a due date of the same day: the start alone says it.
  const isSaid = view.as === "events" || (series !== null && clock.kind === "day");
  for (const property of [...properties, ...(isSaid ? [] : dueProperty("due"))])
    component.addProperty(property);
  const goesOn = series !== null || task.rule?.repeatFrom === "completion";
  if (view.as === "tasks" && view.isRecurring && goesOn) addOwnRule(component, task, dueDate, view);
}

function clockOf(task: StoredTask, dueDate: string, { timeZone }: TaskView): Clock {
  if (isAllDay(dueDate)) return { kind: "day" };
  return needsZone(task) ? { kind: "zone", timeZone } : { kind: "utc" };
}

/** Null also for a series that cannot be read: it hides no task. */
function seriesOf(
  { rule }: StoredTask,
  dueDate: string,
  { as, timeZone, now }: TaskView,
): CalendarSeries | null {
  if (rule === null) return null;
  const lead = as === "tasks" && !isAllDay(dueDate) ? leadMs : 0;
  try {
    return toCalendarSeries(rule, { dueDate, timeZone, now, leadMs: lead });
  } catch (error) {
    if (isUnreadableSeries(error)) return null;
    throw error;
  }
}

function seriesProperties(series: CalendarSeries, clock: Clock): ICAL.Property[] {
  const { start, rrule, added, excluded } = series;
  const dates = momentProperties("rdate", added, clock);
  if (rrule === null) return [...momentProperties("dtstart", added.slice(0, 1), clock), ...dates];
  return [
    localProperty("dtstart", start, clock),
    rruleProperty(rrule),
    ...dates,
    ...excluded.map((local) => localProperty("exdate", local, clock)),
  ];
}

/**
 * The rule in our own words, whatever calendars are told in its place or beside it, so that what is brought back
 * is the same series.
 */
function addOwnRule(
  component: ICAL.Component,
  task: StoredTask,
  dueDate: string,
  { timeZone }: TaskView,
): void {
  if (task.rule === null) return;
  const from = task.occurrence ?? dueDate;
  const { rrule, repeatFrom } = moveRecurrence(task.rule, { from, to: from, timeZone });
  const property = new ICAL.Property("x-pakaura-rrule");
  property.setParameter("x-from", repeatFrom);
  property.setValue(rrule);
  component.addProperty(property);
}
