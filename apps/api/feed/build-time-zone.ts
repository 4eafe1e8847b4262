import ICAL from "ical.js";

const yearMs = 366 * 86_400_000;
/** Clock changes are told from a year ago until then; calendars ask again long before. */
const yearsAhead = 6;

/** A VTIMEZONE (RFC 5545 section 3.6.5) with the clock changes of the years around `now`. */
export function buildTimeZone(timeZone: string, now: number): ICAL.Component {
  const component = new ICAL.Component("vtimezone");
  component.addPropertyWithValue("tzid", timeZone);
  let at = Temporal.Instant.fromEpochMilliseconds(now - yearMs).toZonedDateTimeISO(timeZone);
  const end = now + yearsAhead * yearMs;
  component.addSubcomponent(observance(at, at.offsetNanoseconds));
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds > end) return component;
    component.addSubcomponent(observance(next, at.offsetNanoseconds));
    at = next;
  }
}

/** From this clock change on; its start is told on the clock as it was before. */
function observance(from: Temporal.ZonedDateTime, offsetBefore: number): ICAL.Component {
  const isLater = from.offsetNanoseconds > offsetBefore;
  const component = new ICAL.Component(isLater ? "daylight" : "standard");
  const wall = new Date(from.epochMilliseconds + offsetBefore / 1e6).toISOString().slice(0, 19);
  component.addPropertyWithValue("dtstart", ICAL.Time.fromDateTimeString(wall));
  component.addPropertyWithValue("tzoffsetfrom", offset(offsetBefore));
  component.addPropertyWithValue("tzoffsetto", offset(from.offsetNanoseconds));
  return component;
}

function offset(nanoseconds: number): ICAL.UtcOffset {
  return ICAL.UtcOffset.fromSeconds(nanoseconds / 1e9);
}
