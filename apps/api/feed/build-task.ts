import ICAL from "ical.js";
import type { StoredTask } from "../tasks/stored-task.ts";
import { addDates, type TaskView } from "./add-dates.ts";

// 75 octets a line (RFC 5545 section 3.1): ical.js does not count the blank that a folded one begins with.
ICAL.foldLength = 74;

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

/** RFC 5545 section 3.3.11: a line break is written as one, and no other control character at all. */
function cleanText(text: string): string {
  return text.replaceAll(/\r\n?/gu, "\n").replaceAll(/(?![\t\n])\p{Cc}/gu, "");
}

/** A task as VTODO or VEVENT (RFC 5545). */
export function buildTask(task: StoredTask, view: TaskView): ICAL.Component {
  const isEvent = view.as === "events";
  const component = new ICAL.Component(isEvent ? "vevent" : "vtodo");
  const add = (name: string, value: ICAL.Time | string | number): void => {
    component.addPropertyWithValue(name, value);
  };
  add("uid", task.id);
  add("dtstamp", utc(task.updatedAt));
  add("created", utc(task.createdAt));
  add("last-modified", utc(task.updatedAt));
  add("summary", cleanText(task.title));
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
  addAlarm(component, task);
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

function addAlarm(component: ICAL.Component, task: StoredTask): void {
  if (task.reminderLeadMinutes === null || task.dueAt === null || task.completedAt !== null) return;
  const alarm = new ICAL.Component("valarm");
  alarm.addPropertyWithValue("action", "DISPLAY");
  alarm.addPropertyWithValue("description", cleanText(task.title));
  const trigger = new ICAL.Property("trigger");
  const lead = task.reminderLeadMinutes * 60 - (task.dueOn === null ? 0 : allDayHourSeconds);
  trigger.setValue(ICAL.Duration.fromSeconds(-lead));
  if (component.hasProperty("due")) trigger.setParameter("related", "END");
  alarm.addProperty(trigger);
  component.addSubcomponent(alarm);
}

function utc(instant: string): ICAL.Time {
  return ICAL.Time.fromJSDate(new Date(instant), true);
}
