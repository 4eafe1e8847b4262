import type { RuleParts } from "./rule-parts.ts";

type Lists = Pick<RuleParts, "byMonth" | "byMonthDay" | "byDay">;

/**
 * Whether calendars agree on a rule. They do on the everyday ones; on week numbers, days of the year, places in
 * a set, lists of times and several limits at once, widely used readers (ical.js 2.2 is Thunderbird's and
 * Nextcloud's) give other dates than RFC 5545 has, and with some of them never come to an end.
 */
export function isReadAlike(parts: RuleParts): boolean {
  const { bySetPosition, byWeekNumber, byYearDay, byMinute, bySecond, byHour } = parts;
  if (byWeekNumber.length + byYearDay.length + bySecond.length > 0) return false;
  if (byHour.length > 1 || byMinute.length > 1) return false;
  if (bySetPosition.length > 0 && !isPlaceOfWeekdays(parts)) return false;
  return everyday[parts.frequency](parts);
}

const everyday: Record<RuleParts["frequency"], (lists: Lists) => boolean> = {
  DAILY: ({ byMonth, byMonthDay }) => byMonth.length + byMonthDay.length === 0,
  WEEKLY: ({ byMonth }) => byMonth.length === 0,
  MONTHLY: ({ byMonth, ...days }) => byMonth.length === 0 && areOfOneKind(days),
  YEARLY: ({ byMonth, ...days }) =>
    days.byDay.length + days.byMonthDay.length === 0 ||
    (byMonth.length === 1 && areOfOneKind(days)),
};

/** Days of a month by their number, or weekdays: counted from one end. */
function areOfOneKind({ byMonthDay, byDay }: Omit<Lists, "byMonth">): boolean {
  if (byDay.length === 0) return new Set(byMonthDay.map(Math.sign)).size <= 1;
  const ordinals = byDay.map(({ ordinal }) => ordinal);
  const isInMonth = ordinals.every((ordinal) => Math.abs(ordinal) <= 5);
  return byMonthDay.length === 0 && isInMonth && new Set(ordinals.map(Math.sign)).size <= 1;
}

/** "The last workday of a month." */
function isPlaceOfWeekdays({ frequency, byDay, bySetPosition }: RuleParts): boolean {
  const isPlain = byDay.length > 0 && byDay.every(({ ordinal }) => ordinal === 0);
  return frequency === "MONTHLY" && isPlain && bySetPosition.length === 1;
}
