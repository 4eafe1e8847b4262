import { toLocalTime, type LocalTime } from "@pakaura/domain/local-time";
import ICAL from "ical.js";

/** How moments are written: as days, in UTC, or on a clock that the calendar defines (TZID). */
export type Clock = { kind: "day" } | { kind: "utc" } | { kind: "zone"; timeZone: string };

/** A time on the clock in the words of the rule, which may be one that a clock change skips. */
export function localProperty(name: string, local: LocalTime, clock: Clock): ICAL.Property {
  return property(name, [local], clock);
}

/** A moment: an instant in milliseconds since the epoch, or for days the local time of midnight. */
export function momentProperties(
  name: string,
  moments: readonly number[],
  clock: Clock,
): ICAL.Property[] {
  if (clock.kind !== "zone") return moments.length === 0 ? [] : [property(name, moments, clock)];
  const { timeZone } = clock;
  const isClear = (moment: number) => isShownOnce(moment, timeZone);
  const clear = moments.filter(isClear).map((moment) => toLocalTime(moment, timeZone));
  const rest = moments.filter((moment) => !isClear(moment));
  return [
    ...(clear.length === 0 ? [] : [property(name, clear, clock)]),
    ...(rest.length === 0 ? [] : [property(name, rest, { kind: "utc" })]),
  ];
}

/** What the clock shows twice is written in UTC: not every reader takes the first of the two (RFC 5545 section 3.3.5). */
function isShownOnce(epochMs: number, timeZone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(epochMs)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime();
  const later = local.toZonedDateTime(timeZone, { disambiguation: "later" });
  return local.toZonedDateTime(timeZone).epochMilliseconds === later.epochMilliseconds;
}

/** RRULE from its text. ical.js knows no SKIP (RFC 7529), and would leave it out. */
export function rruleProperty(rrule: string): ICAL.Property {
  const parts = rrule.split(";").map((part) => part.split("=", 2));
  const value = Object.fromEntries(
    parts.map(([name = "", text = ""]) => [
      name.toLowerCase(),
      name === "UNTIL" ? jcalTime(text) : text,
    ]),
  );
  return new ICAL.Property(["rrule", {}, "recur", value]);
}

/** `20261231T225959Z` as jCal has it (RFC 7265 section 3.6.5). */
function jcalTime(text: string): string {
  return text
    .replace(/^(\d{4})(\d\d)(\d\d)/, "$1-$2-$3")
    .replace(/T(\d\d)(\d\d)(\d\d)/, "T$1:$2:$3");
}

function property(name: string, times: readonly number[], clock: Clock): ICAL.Property {
  const made = new ICAL.Property(name);
  made.resetType(clock.kind === "day" ? "date" : "date-time");
  if (clock.kind === "zone") made.setParameter("tzid", clock.timeZone);
  const values = times.map((time) => toTime(time, clock));
  const [only] = values;
  if (values.length === 1 && only !== undefined) made.setValue(only);
  else made.setValues(values);
  return made;
}

function toTime(time: number, { kind }: Clock): ICAL.Time {
  const made = ICAL.Time.fromJSDate(new Date(time), true);
  if (kind === "day") made.isDate = true;
  if (kind !== "utc") made.zone = ICAL.Timezone.localTimezone;
  return made;
}
