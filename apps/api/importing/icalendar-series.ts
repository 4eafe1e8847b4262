import { dayMs } from "@pakaura/domain/calendar";
import type { RuleParts } from "@pakaura/domain/rule-parts";
import { writeRRule } from "@pakaura/domain/write-rrule";
import type { Findings } from "./icalendar-findings.ts";
import { firstOpen, type Instance } from "./icalendar-instances.ts";
import type { Moment } from "./icalendar-moment.ts";
import type { Passed } from "./icalendar-passed.ts";
import type { Property } from "./icalendar-property.ts";
import { ruleOfDueDates } from "./icalendar-recurrence.ts";
import { readRule } from "./icalendar-rule.ts";
import type { Zone } from "./icalendar-zones.ts";

type Recurrence = { rrule: string; from: "due_date" | "completion" };
type Series = { recurrence: Recurrence | null; due: Moment | null };

/** The last day that every month has. */
const lastSafeDay = 28;

/**
 * The recurrence of a task and its due date: that of the first instance which is neither excluded nor a task of
 * its own. A rule that cannot be said here is left out, and stands in the notes.
 */
export function readSeries(
  property: Property,
  dates: { start: Moment | null; due: Moment | null },
  context: { home: Zone; findings: Findings; passed: Passed },
): Series {
  const { findings, home, passed } = context;
  const rule = readRule(property, findings);
  const { due } = dates;
  if (rule === null) return { recurrence: null, due };
  const { parts, from } = rule;
  if (due === null) {
    findings.say(
      "no_first_date",
      property,
      "counts from no date, and begins with its first from today",
    );
    return { recurrence: { rrule: writeRRule(parts), from }, due };
  }
  const first = { start: dates.start ?? due, due, home };
  const moved = ruleOfDueDates(parts, first);
  if (moved === null) {
    findings.notUnderstood(property, "counts starts, and no rule says the due dates");
    return { recurrence: null, due };
  }
  if (moved.clock !== null) {
    const what = `goes by the clock of ${moved.clock}: by yours some of its dates are an hour off`;
    findings.say("other_clock", property, what);
  }
  const open = firstOpen(parts, first, passed);
  if (open === null) {
    findings.notUnderstood(property, "has no instance left");
    return { recurrence: null, due };
  }
  tellTheRest(property, open, { passed, findings });
  const count = moved.parts.count === null ? null : moved.parts.count - open.number;
  const day = dayOfMonth(due.isAllDay ? due.wall : home.toLocal(due.epochMs));
  const rrule = writeRRule(withoutRolling({ ...moved.parts, count }, day));
  return { recurrence: { rrule, from }, due: open.due };
}

/** What is excluded, or told by itself, later on: the series here has these dates all the same. */
function tellTheRest(
  property: Property,
  { start }: Instance,
  { passed, findings }: { passed: Passed; findings: Findings },
): void {
  const later = (moments: readonly Moment[]) =>
    moments.filter(({ epochMs }) => epochMs > start.epochMs).map(({ dueDate }) => dueDate);
  const excluded = later(passed.excluded);
  if (excluded.length > 0) {
    findings.say(
      "left_out",
      { ...property, name: "EXDATE", value: excluded.join(", ") },
      "is excluded from the series, which has it here all the same; it is in the notes",
    );
    findings.keep("Excluded dates", excluded.join(", "));
  }
  const apart = later(passed.apart);
  if (apart.length > 0)
    findings.say(
      "twice",
      { ...property, name: "RECURRENCE-ID", value: apart.join(", ") },
      "is a task of its own, and the series has it here as well",
    );
}

/** In a calendar a month without the day is left out (RFC 5545 section 3.3.10); ours would roll it on. */
function withoutRolling(parts: RuleParts, day: number): RuleParts {
  if (parts.skip !== null || parts.byDay.length > 0) return parts;
  if (parts.frequency !== "MONTHLY" && parts.frequency !== "YEARLY") return parts;
  const days = parts.byMonthDay.length > 0 ? parts.byMonthDay : [day];
  return days.some((one) => one > lastSafeDay) ? { ...parts, skip: "OMIT" } : parts;
}

function dayOfMonth(wall: number): number {
  return new Date(Math.floor(wall / dayMs) * dayMs).getUTCDate();
}
