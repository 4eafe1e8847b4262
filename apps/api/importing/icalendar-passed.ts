import type { Findings } from "./icalendar-findings.ts";
import { type Moment, type MomentContext, readMoment } from "./icalendar-moment.ts";
import type { Property } from "./icalendar-property.ts";
import { firstOf, type Todo } from "./icalendar-todo.ts";

/** What has become of single instances of a series. */
export type Passed = {
  /** Starts that are excluded. */
  excluded: Moment[];
  /** Starts of instances that are tasks of their own. */
  apart: Moment[];
  /** What KDE's programs write as the date of the first open instance. */
  pending: Moment | null;
};

type PassedContext = MomentContext & {
  findings: Findings;
  /** The instances of this series that are tasks of their own. */
  instances: readonly Todo[];
};

/** Dates of one task are looked at this far. */
const maxDates = 1_000;

/** Reads EXDATE, the RECURRENCE-IDs of other components, and `X-KDE-LIBKCAL-DTRECURRENCE`. */
export function readPassed(todo: Todo, context: PassedContext): Passed {
  const { findings } = context;
  const read = (property: Property): Moment | null => {
    const answer = readMoment(property, context);
    if ("moment" in answer) return answer.moment;
    findings.notUnderstood(property, answer.why);
    return null;
  };
  const excluded = (todo.properties.get("EXDATE") ?? [])
    .flatMap((property) =>
      property.value.split(",", maxDates).map((value) => ({ ...property, value: value.trim() })),
    )
    .filter(({ value }) => value !== "")
    .slice(0, maxDates);
  const apart = context.instances
    .slice(0, maxDates)
    .flatMap((one) => firstOf(one, "RECURRENCE-ID") ?? []);
  const pending = firstOf(todo, "X-KDE-LIBKCAL-DTRECURRENCE");
  return {
    excluded: excluded.flatMap((property) => read(property) ?? []),
    apart: apart.flatMap((property) => read(property) ?? []),
    pending: pending === undefined ? null : read(pending),
  };
}
