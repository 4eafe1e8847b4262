import { readDuration } from "./icalendar-date.ts";
import type { Findings } from "./icalendar-findings.ts";
import { later, type Moment, type MomentContext, readMoment } from "./icalendar-moment.ts";
import { firstOf, type Todo } from "./icalendar-todo.ts";

/** The dates of a task: when it starts and when it is due. */
export type TodoDates = { start: Moment | null; due: Moment | null };

/** Reads a date; of several the first that is one. What is none is told, and kept for the notes. */
export function readDateOf(
  todo: Todo,
  name: string,
  context: MomentContext & { findings: Findings },
): Moment | null {
  for (const property of todo.properties.get(name) ?? []) {
    const read = readMoment(property, context);
    if ("why" in read) {
      context.findings.notUnderstood(property, read.why);
      continue;
    }
    if (read.unknownZone !== null)
      context.findings.say(
        "zone_unknown",
        property,
        `is in the time zone "${read.unknownZone.slice(0, 100)}", which is not known, and was taken on your clock`,
      );
    return read.moment;
  }
  return null;
}

/**
 * When a task starts and is due. A start with a duration is due at its end, as with DUE (RFC 5545 section
 * 3.6.2); one alone is its due date, and a start after the due date is none.
 */
export function readDates(
  todo: Todo,
  context: MomentContext & { findings: Findings },
): TodoDates & { isStartOnly: boolean } {
  const start = readDateOf(todo, "DTSTART", context);
  const due = readDateOf(todo, "DUE", context);
  const started = firstOf(todo, "DTSTART");
  if (due !== null) {
    if (
      start === null ||
      started === undefined ||
      start.epochMs <= due.epochMs ||
      isSameDay(start, due)
    )
      return { start, due, isStartOnly: false };
    context.findings.notUnderstood(started, "is a start after the due date");
    return { start: null, due, isStartOnly: false };
  }
  const end = start === null ? null : endOf(start, todo, context.findings);
  return { start, due: end ?? start, isStartOnly: start !== null && end === null };
}

/** A day that starts is due that day, also where only one of the two has a time. */
function isSameDay(start: Moment, due: Moment): boolean {
  return start.isAllDay !== due.isAllDay && sameDate(start) === sameDate(due);
}

function sameDate({ wall }: Moment): string {
  return new Date(wall).toISOString().slice(0, 10);
}

function endOf(start: Moment, todo: Todo, findings: Findings): Moment | null {
  const property = firstOf(todo, "DURATION");
  if (property === undefined) return null;
  const ms = readDuration(property.value);
  if (ms === null || ms < 0) {
    findings.notUnderstood(property, "is no duration");
    return null;
  }
  // The end of a day is that day, and not the beginning of the next.
  return later(start, start.isAllDay ? Math.max(0, ms - 1) : ms);
}
