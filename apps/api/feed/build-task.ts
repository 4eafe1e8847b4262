import { isAllDay } from "@pakaura/domain/due-date";
import { toLocalTime } from "@pakaura/domain/local-time";
import { moveRecurrence } from "@pakaura/domain/move-recurrence";
import ICAL from "ical.js";
import type { StoredTask } from "../tasks/stored-task.ts";
import { dueDateOf } from "../tasks/to-task.ts";

/** What the calendar looks like; `now` in milliseconds since the epoch. */
export type CalendarView = { timeZone: string; now: number; as: "tasks" | "events" };

/** RFC 5545 section 3.8.1.9: 1 is the highest, 9 the lowest, 0 none. By our ranks. */
const priorities = [0, 9, 5, 3, 1];
/** Alarms of an all-day task count from midnight, our reminders from 09:00. */
const allDayHourSeconds = 9 * 3_600;

/** What stands before the tasks of the calendar, and after them. */
export function calendarFrame(): { head: string; foot: string } {
  const calendar = new ICAL.Component("vcalendar");
  calendar.addPropertyWithValue("version", "2.0");
  calendar.addPropertyWithValue("prodid", "-//Pakaura//Tasks//EN");
  calendar.addPropertyWithValue("x-wr-calname", "Pakaura");
  const foot = "END:VCALENDAR";
  return { head: calendar.toString().slice(0, -foot.length), foot: `${foot}\r\n` };
}

/** A recurring time is one of the user's clock, and must not move with the clock changes. */
export function needsZone({ rule, dueOn, dueAt }: StoredTask): boolean {
  return rule?.active === true && dueOn === null && dueAt !== null;
}

/** RFC 5545 section 3.3.11: a line break is written as one, and no other control character at all. */
function cleanText(text: string): string {
  return text.replaceAll(/\r\n?/gu, "\n").replaceAll(/(?![\t\n])\p{Cc}/gu, "");
}

/** `isRecurring`: of several open instances of a series, the last alone recurs. */
type TaskView = CalendarView & { isRecurring: boolean };

/** A task as VTODO or VEVENT (RFC 5545). */
export function buildTask(task: StoredTask, view: TaskView): ICAL.Component {
  const isEvent = view.as === "events";
  const component = new ICAL.Component(isEvent ? "vevent" : "vtodo");
  const add = (name: string, value: ICAL.Time | ICAL.Recur | string | number): void => {
    component.addPropertyWithValue(name, value);
  };
  add("uid", task.id);
  add("dtstamp", utc(task.updatedAt));
  add("created", utc(task.createdAt));
  add("last-modified", utc(task.updatedAt));
  add("summary", task.title);
  if (task.notes !== "") add("description", cleanText(task.notes));
  if (task.tags.length > 0) {
    const categories = new ICAL.Property("categories");
    categories.setValues(task.tags);
    component.addProperty(categories);
  }
  const priority = priorities[task.priorityRank] ?? 0;
  if (priority > 0) add("priority", priority);
  if (!isEvent) addStatus(task, add);
  addDates(component, task, view);
  addAlarm(component, task, isEvent);
  return component;
}

function addStatus(
  task: StoredTask,
  add: (name: string, value: ICAL.Time | string | number) => void,
) {
  add("status", task.completedAt === null ? "NEEDS-ACTION" : "COMPLETED");
  if (task.completedAt === null) return;
  add("completed", utc(task.completedAt));
  add("percent-complete", 100);
}

function addDates(component: ICAL.Component, task: StoredTask, view: TaskView): void {
  const dueDate = dueDateOf(task);
  if (dueDate === null) return;
  const { timeZone, isRecurring } = view;
  const start = isRecurring || view.as === "events" ? ["dtstart"] : [];
  for (const name of [...start, ...(view.as === "events" ? [] : ["due"])]) {
    const property = new ICAL.Property(name);
    if (needsZone(task)) {
      property.setParameter("tzid", timeZone);
      property.setValue(floating(toLocalTime(Date.parse(dueDate), timeZone)));
    } else property.setValue(isAllDay(dueDate) ? ICAL.Time.fromDateString(dueDate) : utc(dueDate));
    component.addProperty(property);
  }
  if (!isRecurring || task.rule === null) return;
  const from = task.occurrence ?? dueDate;
  const { rrule } = moveRecurrence(task.rule, { from, to: from, timeZone });
  component.addPropertyWithValue("rrule", ICAL.Recur.fromString(rrule));
}

function addAlarm(component: ICAL.Component, task: StoredTask, isEvent: boolean): void {
  if (task.reminderLeadMinutes === null || task.dueAt === null || task.completedAt !== null) return;
  const alarm = new ICAL.Component("valarm");
  alarm.addPropertyWithValue("action", "DISPLAY");
  alarm.addPropertyWithValue("description", task.title);
  const trigger = new ICAL.Property("trigger");
  const lead = task.reminderLeadMinutes * 60 - (task.dueOn === null ? 0 : allDayHourSeconds);
  trigger.setValue(ICAL.Duration.fromSeconds(-lead));
  if (!isEvent) trigger.setParameter("related", "END");
  alarm.addProperty(trigger);
  component.addSubcomponent(alarm);
}

function utc(instant: string): ICAL.Time {
  return ICAL.Time.fromJSDate(new Date(instant), true);
}

function floating(local: number): ICAL.Time {
  const time = utc(new Date(local).toISOString());
  time.zone = ICAL.Timezone.localTimezone;
  return time;
}
