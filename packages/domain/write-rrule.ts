import { weekdayCodes, type RuleParts } from "./rule-parts.ts";
import { writeUntil } from "./rule-until.ts";

/**
 * The canonical value of an RRULE: parts in the order of RFC 5545's own examples, lists sorted, and
 * nothing said that goes without saying (INTERVAL=1, WKST=MO).
 */
export function writeRRule(parts: RuleParts): string {
  const fields: [name: string, value: string | number | null][] = [
    ["RSCALE", parts.skip === null ? null : "GREGORIAN"],
    ["FREQ", parts.frequency],
    ["INTERVAL", parts.interval === 1 ? null : parts.interval],
    ["COUNT", parts.count],
    ["UNTIL", parts.until === null ? null : writeUntil(parts.until)],
    ["WKST", parts.weekStart === 0 ? null : (weekdayCodes[parts.weekStart] ?? null)],
    ["BYMONTH", list(parts.byMonth)],
    ["BYWEEKNO", list(parts.byWeekNumber)],
    ["BYYEARDAY", list(parts.byYearDay)],
    ["BYMONTHDAY", list(parts.byMonthDay)],
    [
      "BYDAY",
      list(parts.byDay.map(({ weekday, ordinal }) => `${ordinal || ""}${weekdayCodes[weekday]}`)),
    ],
    ["BYHOUR", list(parts.byHour)],
    ["BYMINUTE", list(parts.byMinute)],
    ["BYSECOND", list(parts.bySecond)],
    ["BYSETPOS", list(parts.bySetPosition)],
    ["SKIP", parts.skip],
  ];
  return fields
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${value}`)
    .join(";");
}

function list(values: readonly (string | number)[]): string | null {
  return values.length === 0 ? null : values.join(",");
}
