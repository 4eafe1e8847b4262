import type { RuleParts } from "./rule-parts.ts";

/** A rule may name at most this many times of one day (every quarter of an hour). */
export const timesPerDay = 96;

/** What RFC 5545 section 3.3.10 forbids, in words; null when the rule is allowed. */
export function checkRule(parts: RuleParts): string | null {
  return restrictions.find(([isBroken]) => isBroken(parts))?.[1] ?? null;
}

const restrictions: [isBroken: (parts: RuleParts) => boolean, message: string][] = [
  [
    (parts) => parts.count !== null && parts.until !== null,
    "COUNT and UNTIL cannot stand together",
  ],
  [
    (parts) => parts.byWeekNumber.length > 0 && parts.frequency !== "YEARLY",
    "BYWEEKNO needs FREQ=YEARLY",
  ],
  [
    (parts) => parts.byYearDay.length > 0 && parts.frequency !== "YEARLY",
    "BYYEARDAY needs FREQ=YEARLY",
  ],
  [
    (parts) => parts.byMonthDay.length > 0 && parts.frequency === "WEEKLY",
    "BYMONTHDAY cannot stand beside FREQ=WEEKLY",
  ],
  [
    (parts) => hasOrdinals(parts) && parts.frequency !== "YEARLY" && parts.frequency !== "MONTHLY",
    "a numbered BYDAY needs FREQ=MONTHLY or FREQ=YEARLY",
  ],
  [
    (parts) => hasOrdinals(parts) && parts.byWeekNumber.length > 0,
    "a numbered BYDAY cannot stand beside BYWEEKNO",
  ],
  [
    (parts) => parts.bySetPosition.length > 0 && !hasOtherParts(parts),
    "BYSETPOS needs another BY part",
  ],
  [(parts) => countTimes(parts) > timesPerDay, `a rule has at most ${timesPerDay} times a day`],
];

function hasOrdinals(parts: RuleParts): boolean {
  return parts.byDay.some((day) => day.ordinal !== 0);
}

function hasOtherParts(parts: RuleParts): boolean {
  const lists = [parts.byMonth, parts.byWeekNumber, parts.byYearDay, parts.byMonthDay, parts.byDay];
  return [...lists, parts.byHour, parts.byMinute, parts.bySecond].some((list) => list.length > 0);
}

function countTimes(parts: RuleParts): number {
  return [parts.byHour, parts.byMinute, parts.bySecond].reduce(
    (product, list) => product * Math.max(1, list.length),
    1,
  );
}
