import ICAL from "ical.js";
import { expect, test } from "vitest";
import { buildTimeZone } from "./build-time-zone.ts";

const now = Date.parse("2026-11-29T12:00:00Z");
const from = Date.parse("2024-05-01T00:00:00Z");

/** Times around every clock change and between them, for so many years. */
function moments(timeZone: string, years: number): number[] {
  const found: number[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  const end = from + years * 366 * 86_400_000;
  for (let time = from; time < end; time += 37 * 86_400_000) found.push(time);
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds > end) return found;
    // An hour on either side is no time that the clock shows twice, or never.
    for (const minutes of [-61, 121]) found.push(next.epochMilliseconds + minutes * 60_000);
    at = next;
  }
}

function local(epochMs: number, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDateTime().toString({ smallestUnit: "second" });
}

test.each([
  "Europe/Berlin",
  "America/New_York",
  "America/Nuuk",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "America/Santiago",
  "Asia/Jerusalem",
  "Africa/Cairo",
  "Asia/Kolkata",
  "UTC",
])("the clock of %s is told as it is, from years ago to decades ahead", (timeZone) => {
  const component = buildTimeZone(timeZone, { from, now });
  const zone = new ICAL.Timezone({ component, tzid: timeZone });
  for (const epochMs of moments(timeZone, 25)) {
    const time = ICAL.Time.fromDateTimeString(local(epochMs, timeZone));
    time.zone = zone;
    expect([local(epochMs, timeZone), time.toUnixTime()]).toEqual([
      local(epochMs, timeZone),
      epochMs / 1_000,
    ]);
  }
});

test("changes by a rule are written as the rule, in words that every calendar reads", () => {
  const rules = (timeZone: string) =>
    buildTimeZone(timeZone, { from, now })
      .toString()
      .split("\r\n")
      .filter((line) => line.startsWith("RRULE"));
  expect(rules("Europe/Berlin")).toEqual([
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  ]);
  expect(rules("America/New_York")).toEqual([
    "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
  ]);
  // The Saturday before the last Sunday has no number of its own.
  expect(rules("America/Nuuk")).toEqual([]);
  expect(rules("Africa/Cairo")).toEqual([]);
});
