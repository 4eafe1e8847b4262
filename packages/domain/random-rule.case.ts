import fc from "fast-check";

/** Random rules for the comparison with other libraries, as RRULE text, spread over all parts. */

const signed = (most: number) =>
  fc.integer({ min: 1, max: most }).chain((number) => fc.constantFrom(number, -number));
const weekday = fc.constantFrom("MO", "TU", "WE", "TH", "FR", "SA", "SU");
const few = <Value>(item: fc.Arbitrary<Value>, most = 3) =>
  fc.uniqueArray(item, { minLength: 1, maxLength: most });

/** A part of a rule with its share of all rules, in per cent. */
function part<Value>(
  name: string,
  share: number,
  values: fc.Arbitrary<Value[]>,
): fc.Arbitrary<string> {
  return fc
    .tuple(fc.integer({ min: 0, max: 99 }), values)
    .map(([chance, list]) => (chance < share ? `${name}=${list.join(",")}` : ""));
}

const numberedDay = (most: number) =>
  fc.tuple(signed(most), weekday).map(([ordinal, day]) => `${ordinal}${day}`);
const times = [
  part("BYHOUR", 15, few(fc.integer({ min: 0, max: 23 }), 2)),
  part("BYMINUTE", 8, few(fc.integer({ min: 0, max: 59 }), 2)),
];
const common = [
  part(
    "INTERVAL",
    50,
    fc.integer({ min: 2, max: 5 }).map((interval) => [interval]),
  ),
  part(
    "WKST",
    30,
    weekday.map((day) => [day]),
  ),
  part("BYMONTH", 35, few(fc.integer({ min: 1, max: 12 }), 4)),
  part("BYSETPOS", 15, few(signed(4), 2)),
];

const daily = [part("BYMONTHDAY", 30, few(signed(31), 4)), part("BYDAY", 30, few(weekday))];
const weekly = [part("BYDAY", 60, few(weekday, 5))];
const monthly = [
  part("BYMONTHDAY", 40, few(signed(31), 4)),
  part("BYDAY", 40, few(fc.oneof(weekday, numberedDay(5)))),
];
const yearly = fc.oneof(
  fc.tuple(
    part("BYMONTHDAY", 40, few(signed(31), 4)),
    part("BYDAY", 40, few(fc.oneof(weekday, numberedDay(53)))),
  ),
  fc.tuple(part("BYYEARDAY", 100, few(signed(366), 4)), part("BYDAY", 30, few(weekday))),
  fc.tuple(part("BYWEEKNO", 100, few(signed(53), 4)), part("BYDAY", 70, few(weekday))),
);

function rule(frequency: string, parts: fc.Arbitrary<string[]>): fc.Arbitrary<string> {
  return fc
    .tuple(parts, fc.tuple(...common, ...times))
    .map((lists) => [`FREQ=${frequency}`, ...lists.flat()].filter((text) => text !== "").join(";"))
    .filter(
      (text) =>
        !text.includes("BYSETPOS") ||
        /BY(MONTH|DAY|WEEKNO|YEARDAY|MONTHDAY|HOUR|MINUTE)=/.test(text),
    );
}

export const randomRule = fc.oneof(
  rule("DAILY", fc.tuple(...daily)),
  rule("WEEKLY", fc.tuple(...weekly)),
  rule("MONTHLY", fc.tuple(...monthly)),
  rule("YEARLY", yearly),
);

/** A start between 1996 and 2030, to the minute, as RFC 5545 writes it. */
export const randomStart = fc
  .integer({ min: Date.UTC(1996, 0) / 60_000, max: Date.UTC(2030, 11) / 60_000 })
  .map((minutes) => minutes * 60_000);
