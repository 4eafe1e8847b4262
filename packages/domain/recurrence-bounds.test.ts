import fc from "fast-check";
import { expect, test } from "vitest";
import { moveRecurrence } from "./move-recurrence.ts";
import { randomRule, randomStart } from "./random-rule.case.ts";
import { berlin, seriesOf } from "./recurrence.case.ts";
import { isFollowed, nextDates, nextInstanceDate, toRecurrence } from "./recurrence.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";
import { latestArrived, occurrencesAfter } from "./series-moments.ts";
import { rulesAtLimits } from "./rules-at-limits.case.ts";
import { restoreRecurrence } from "./restore-recurrence.ts";
import { openSeries, seriesTimes } from "./series.ts";

const now = Date.parse("2026-11-29T10:00:00Z");
const noDates = ["x", "", "infinity", "NaN", "2026-02-30T25:00:00Z", "+300000-01-01T00:00:00Z"];
const daily = seriesOf({ pattern: "daily" }, "2026-11-01T09:00:00.000Z");
const daysOnly = seriesOf({ pattern: "daily" }, "2026-11-01");

test.each([daily, daysOnly].flatMap((rule) => noDates.map((dueDate) => [rule, dueDate] as const)))(
  "a date that is none ends every question about a series %#",
  (rule, dueDate) => {
    const moment = { dueDate, timeZone: berlin, now };
    for (const completedAt of [null, now]) {
      expect(() => nextInstanceDate(rule, { ...moment, completedAt, setAt: 0 })).toThrow(
        RangeError,
      );
    }
    expect(() => isFollowed(rule, moment)).toThrow(RangeError);
    expect(toRecurrence(rule, moment).next_dates).toEqual([]);
    const counted = { ...rule, rrule: "FREQ=DAILY;COUNT=10" };
    const move = { from: dueDate, to: "2026-12-01", timeZone: berlin };
    expect(() => moveRecurrence(counted, move)).toThrow(RangeError);
  },
);

const impossible: [why: string, rule: Partial<RecurrenceRule>][] = [
  ...noDates.map((startsAt) => [`starts at ${startsAt}`, { startsAt }] as const),
  ["starts before 1970", { startsAt: "1969-12-31" }],
  ["has no rule", { rrule: "" }],
  ["has an interval beyond the limit", { rrule: "FREQ=DAILY;INTERVAL=1000000" }],
  ["has a count beyond the limit", { rrule: "FREQ=DAILY;COUNT=1000000000" }],
].map(([why, rule]) => [why, rule] as [string, Partial<RecurrenceRule>]);

test.each(impossible)(
  "a stored series that %s is refused, and shown without dates",
  (_why, odd) => {
    const rule = { ...daily, ...odd };
    const moment = { dueDate: "2026-11-02T09:00:00.000Z", timeZone: berlin, now };
    expect(() => nextInstanceDate(rule, { ...moment, completedAt: now, setAt: 0 })).toThrow();
    expect(toRecurrence(rule, moment).next_dates).toEqual([]);
  },
);

test.each([NaN, Infinity, -Infinity])("the moment %f ends every walk", (moment) => {
  const series = openSeries(daily, berlin);
  expect(occurrencesAfter(series, Infinity).next().done).toBe(true);
  expect(occurrencesAfter(series, NaN).next().done).toBe(true);
  expect(latestArrived(series, moment, NaN)).toBe(undefined);
  expect(latestArrived(series, NaN, moment)).toBe(undefined);
});

test.each(rulesAtLimits)("%s is asked for its dates, and answers", (rrule, startsAt) => {
  const rule: RecurrenceRule = { ...daily, pattern: "rrule", rrule, startsAt };
  const moment = { dueDate: startsAt, timeZone: berlin, now };
  expect(nextDates(rule, moment).length).toBeLessThanOrEqual(5);
  const next = nextInstanceDate(rule, { ...moment, completedAt: null, setAt: 0 });
  expect(next === null || next > startsAt).toBe(true);
});

test("the latest date that has arrived is the last of all that have", () => {
  fc.assert(
    fc.property(
      randomRule,
      randomStart,
      fc.integer({ min: 0, max: 900 }),
      fc.boolean(),
      (rrule, start, days, isCounted) => {
        const startsAt = new Date(start).toISOString();
        const text = isCounted ? `${rrule};COUNT=50` : rrule;
        const series = openSeries({ ...daily, pattern: "rrule", rrule: text, startsAt }, berlin);
        const until = start + days * 86_400_000;
        let last: number | undefined;
        for (const { moment } of occurrencesAfter(series, -Infinity)) {
          if (moment > until) break;
          last = moment;
        }
        expect(latestArrived(series, -Infinity, until)?.moment).toBe(last);
      },
    ),
    { numRuns: 300 },
  );
});

test("a series ends with the last instant that can be stored, wherever its clock is behind", () => {
  const zone = "America/Los_Angeles";
  const rule = seriesOf({ rrule: "FREQ=DAILY;UNTIL=99991231" }, "9999-12-30T07:30:00.000Z", {
    timeZone: zone,
  });
  const moment = { dueDate: rule.startsAt, timeZone: zone, now };
  expect(nextDates(rule, moment)).toEqual(["9999-12-31T07:30:00.000Z"]);
});

test("a counted series asked from anywhere gives the rest of its dates", () => {
  fc.assert(
    fc.property(
      randomRule,
      fc.constantFrom("", "RSCALE=GREGORIAN;SKIP=FORWARD;", "RSCALE=GREGORIAN;SKIP=BACKWARD;"),
      randomStart,
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: -400, max: 4_000 }),
      (rrule, skip, start, count, days) => {
        const startsAt = new Date(start).toISOString();
        const text = `${skip}${rrule};COUNT=${count}`;
        const series = openSeries({ ...daily, pattern: "rrule", rrule: text, startsAt }, "UTC");
        const from = start + days * 86_400_000;
        const all = [...seriesTimes(series, -Infinity)];
        expect([...seriesTimes(series, from)]).toEqual(all.filter((time) => time >= from));
      },
    ),
    { numRuns: 1_000 },
  );
});

test.each([
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", false],
  ["FREQ=DAILY;INTERVAL=7;BYDAY=TU", false],
  ["FREQ=DAILY;UNTIL=20200101", true],
])("a restored series by %s is active: %s", (rrule, active) => {
  const restored = restoreRecurrence({ ...daysOnly, rrule, startsAt: "2026-11-02", active: true });
  expect(restored).toMatchObject({ rule: { rrule, active } });
});
