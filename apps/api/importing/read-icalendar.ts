import ICAL from "ical.js";
import { icalendarBlocks } from "./icalendar-blocks.ts";
import { readComponent } from "./icalendar-component.ts";
import { readZones } from "./icalendar-zones.ts";
import type { ImportedTask, ReadContext, ReadFile } from "./imported-task.ts";
import { refuseTooMany } from "./prepared-import.ts";
import { type Moment, readAlarms, readMoment } from "./icalendar-times.ts";

const priorities = ["none", "urgent", "high", "high", "high", "medium", "low", "low", "low", "low"];

/** The VTODO components of an iCalendar file (RFC 5545), with RRULE, VALARM and time zones. */
export function readICalendar(text: string, context: ReadContext): ReadFile {
  const read: ReadFile = { tasks: [], errors: [] };
  const blocks = icalendarBlocks(text, ["vtodo", "vtimezone"]);
  refuseTooMany(blocks.filter(({ name }) => name === "vtodo").length);
  const definitions = readZones(blocks.filter(({ name }) => name === "vtimezone"));
  for (const { name, line, text: block } of blocks) {
    if (name !== "vtodo") continue;
    let todo: ICAL.Component | null = null;
    try {
      todo = readComponent(block);
      read.tasks.push(toTask(todo, line, { ...context, definitions }));
    } catch (error) {
      const message = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
      read.errors.push({ line, title: todo && (textOf(todo, "summary") || null), message });
    }
  }
  return read;
}

function toTask(
  todo: ICAL.Component,
  line: number,
  context: ReadContext & { definitions: ReadonlyMap<string, ICAL.Timezone> },
): ImportedTask {
  const start = readMoment(todo, "dtstart", context);
  const due = readMoment(todo, "due", context) ?? endOf(start, todo);
  const alarms = readAlarms(todo, { start, due, timeZone: context.timeZone });
  const [own = null, ...more] = alarms.leads;
  const rule = todo.getFirstPropertyValue("rrule");
  const status = textOf(todo, "status");
  const isDone = status === "COMPLETED" || todo.hasProperty("completed");
  const completed = readMoment(todo, "completed", context);
  return {
    line,
    key: [textOf(todo, "uid"), textOf(todo, "recurrence-id")].join(" ").trim() || null,
    fields: {
      title: textOf(todo, "summary"),
      notes: [textOf(todo, "description"), textOf(todo, "location"), textOf(todo, "url")]
        .filter((text) => text !== "")
        .join("\n\n"),
      due_date: due?.dueDate ?? null,
      priority: priorities[Number(textOf(todo, "priority"))] ?? "none",
      tags: todo
        .getAllProperties("categories")
        .flatMap((property) => property.getValues().map(String)),
      reminder_lead_minutes: own,
      ...(rule === null ? {} : { recurrence: { rrule: String(rule) } }),
    },
    completedAt: isDone ? instantOf(completed, context) : null,
    createdAt: readMoment(todo, "created", context)?.dueDate ?? null,
    reminders: [
      ...more.map((lead) => ({ lead_minutes: lead })),
      ...alarms.times.map((at) => ({ at })),
    ],
    warnings: [
      ...alarms.warnings,
      ...(status === "CANCELLED" ? ["It was cancelled, and is open here."] : []),
      ...(todo.hasProperty("exdate") ? ["Its excluded dates (EXDATE) are not taken over."] : []),
    ],
  };
}

/** A start with a duration is due at its end, as with DUE (RFC 5545 section 3.6.2); a day stays that day. */
function endOf(start: Moment | null, todo: ICAL.Component): Moment | null {
  const duration: unknown = todo.getFirstPropertyValue("duration");
  if (start === null || start.dueDate.length === 10) return start;
  if (!(duration instanceof ICAL.Duration)) return start;
  const epochMs = start.epochMs + duration.toSeconds() * 1_000;
  return { epochMs, dueDate: new Date(epochMs).toISOString() };
}

function instantOf(moment: Moment | null, { now }: ReadContext): string {
  return new Date(Math.min(moment?.epochMs ?? now, now)).toISOString();
}

function textOf(component: ICAL.Component, name: string): string {
  const value = component.getFirstPropertyValue(name);
  return value === null ? "" : String(value).trim();
}
