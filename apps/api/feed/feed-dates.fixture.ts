import type { RecurrenceInput } from "@pakaura/contract/http";
import { isAllDay, toDueAt } from "@pakaura/domain/due-date";
import { parseRecurrence } from "@pakaura/domain/recurrence";
import ICAL from "ical.js";
import { blankTask } from "../tasks/blank-task.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import type { CalendarView } from "./add-dates.ts";
import { buildTask } from "./build-task.ts";
import { buildTimeZone } from "./build-time-zone.ts";

export const feedNow = Date.parse("2026-11-29T10:00:00Z");

/** A task that recurs, as its row would say it. `dueDate`: that of an instance, where it is not the first. */
export function recurringTask(
  recurrence: RecurrenceInput,
  {
    startsAt,
    dueDate = startsAt,
    timeZone,
  }: { startsAt: string; dueDate?: string; timeZone: string },
): StoredTask {
  const parsed = parseRecurrence(recurrence, { dueDate: startsAt, timeZone, now: feedNow });
  if ("error" in parsed) throw new Error(`${parsed.field}: ${parsed.error}`);
  const userId = "0199f0a4-3c1e-7b6a-9a57-000000000001";
  const context = {
    userId,
    now: feedNow,
    timeZone,
    weekStart: "monday" as const,
    defaultReminderLeadMinutes: 30,
  };
  return {
    ...blankTask("0199f0a4-3c1e-7b6a-9a57-000000000002", context),
    title: "T",
    dueOn: isAllDay(dueDate) ? dueDate : null,
    dueAt: toDueAt(dueDate, timeZone),
    occurrence: dueDate,
    rule: { ...parsed.rule, id: "1", startsNumber: 1, setAt: new Date(feedNow).toISOString() },
  };
}

/** The task as the feed writes it, and as ical.js reads that. */
export function feedComponent(task: StoredTask, view: Omit<CalendarView, "now">): ICAL.Component {
  const from = Date.parse("2020-01-01T00:00:00Z");
  const parts = [
    "BEGIN:VCALENDAR",
    buildTimeZone(view.timeZone, { from, now: feedNow }).toString(),
    buildTask(task, { ...view, now: feedNow, isRecurring: true }).toString(),
    "END:VCALENDAR",
  ];
  const calendar = ICAL.Component.fromString(parts.join("\r\n"));
  const component = calendar.getFirstSubcomponent(view.as === "events" ? "vevent" : "vtodo");
  if (component === null) throw new Error("The feed has no such component");
  return component;
}

/** The first due dates that ical.js makes of a component, written as `due_date` is. */
export function readDueDates(component: ICAL.Component, count: number): string[] {
  const start = timeOf(component, component.hasProperty("dtstart") ? "dtstart" : "due");
  const due = component.hasProperty("due") ? timeOf(component, "due") : start;
  const leadSeconds = due.toUnixTime() - start.toUnixTime();
  const expansion = new ICAL.RecurExpansion({ component, dtstart: start });
  const dates: string[] = [];
  while (dates.length < count) {
    const time = expansion.next() as ICAL.Time | null;
    if (!time) break;
    const instant = new Date((time.toUnixTime() + leadSeconds) * 1_000).toISOString();
    const date = time.isDate ? time.toString() : instant;
    // A date that the rule gives and that is added is one (RFC 5545 section 3.8.5.2).
    if (date !== dates.at(-1)) dates.push(date);
  }
  return dates;
}

function timeOf(component: ICAL.Component, name: string): ICAL.Time {
  const value: unknown = component.getFirstPropertyValue(name);
  if (value instanceof ICAL.Time) return value;
  throw new Error(`No time in ${name}`);
}

/** The lines of a component that begin with a name, unfolded. */
export function feedLines(component: ICAL.Component, name: string): string[] {
  const lines = component.toString().replaceAll("\r\n ", "").split("\r\n");
  return lines.filter((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`));
}
