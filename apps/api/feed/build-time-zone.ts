import ICAL from "ical.js";
import { rruleProperty } from "./calendar-properties.ts";
import { type ClockChange, clockChanges, wallOf } from "./clock-changes.ts";
import { yearlyChange } from "./yearly-changes.ts";

const yearMs = 366 * 86_400_000;
/** Long enough to tell the rule of the changes, where there is one; calendars ask again long before. */
const yearsAhead = 31;

/**
 * A VTIMEZONE (RFC 5545 section 3.6.5), true from `from` on (`from` and `now` in milliseconds since the epoch).
 * Where the clock changes twice a year by rules, these are written and hold for good; else, and before them, every
 * change is.
 */
export function buildTimeZone(
  timeZone: string,
  { from, now }: { from: number; now: number },
): ICAL.Component {
  const component = new ICAL.Component("vtimezone");
  component.addPropertyWithValue("tzid", timeZone);
  const to = Math.max(from, now) + yearsAhead * yearMs;
  const changes = clockChanges(timeZone, { from, to });
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  const offsetMs = start.offsetNanoseconds / 1e6;
  component.addSubcomponent(observance({ at: from, beforeMs: offsetMs, afterMs: offsetMs }));
  const rules = [0, 1].map((half) =>
    yearlyChange(changes.filter((_, index) => (changes.length - index) % 2 === half)),
  );
  const isYearly = rules.every((rule) => rule !== null);
  for (const [index, change] of changes.entries()) {
    const yearly = isYearly ? rules[(changes.length - index) % 2] : undefined;
    if (yearly && change.at > yearly.first.at) continue;
    component.addSubcomponent(
      observance(change, yearly?.first === change ? yearly.rrule : undefined),
    );
  }
  return component;
}

/** From this clock change on; its start is told on the clock as it was before. */
function observance(change: ClockChange, rrule?: string): ICAL.Component {
  const component = new ICAL.Component(change.afterMs > change.beforeMs ? "daylight" : "standard");
  const wall = wallOf(change).toISOString().slice(0, 19);
  component.addPropertyWithValue("dtstart", ICAL.Time.fromDateTimeString(wall));
  component.addPropertyWithValue("tzoffsetfrom", offset(change.beforeMs));
  component.addPropertyWithValue("tzoffsetto", offset(change.afterMs));
  if (rrule !== undefined) component.addProperty(rruleProperty(rrule));
  return component;
}

function offset(ms: number): ICAL.UtcOffset {
  return ICAL.UtcOffset.fromSeconds(ms / 1_000);
}
