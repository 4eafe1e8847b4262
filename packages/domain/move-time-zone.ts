import { isAllDay, normaliseDueDate } from "./due-date.ts";
import { dueToInstant, toEpochMs, toLocalTime } from "./local-time.ts";
import { readRRule } from "./read-rrule.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";
import { writeRRule } from "./write-rrule.ts";

export type TimeZones = { from: string; to: string };

/**
 * The due date that a clock in the other time zone shows as the one in the first did: 8:00 stays 8:00. A whole
 * day stays, and so does what would leave the years 1970 to 9999.
 */
export function keepLocalTime(dueDate: string, { from, to }: TimeZones): string {
  if (isAllDay(dueDate)) return dueDate;
  const moved = moveInstant(dueToInstant(dueDate), { from, to });
  const answer = normaliseDueDate(new Date(moved).toISOString());
  return "error" in answer ? dueDate : answer.dueDate;
}

/** A series that goes on at the same local times in another time zone: its start moves, and an end with a time. */
export function keepLocalTimes<Rule extends RecurrenceRule>(rule: Rule, zones: TimeZones): Rule {
  const startsAt = keepLocalTime(rule.startsAt, zones);
  const parts = readRRule(rule.rrule);
  if (parts.until?.kind !== "instant") return { ...rule, startsAt };
  const until = { ...parts.until, epochMs: moveInstant(parts.until.epochMs, zones) };
  return { ...rule, startsAt, rrule: writeRRule({ ...parts, until }) };
}

function moveInstant(epochMs: number, { from, to }: TimeZones): number {
  return toEpochMs(toLocalTime(epochMs, from), to);
}
