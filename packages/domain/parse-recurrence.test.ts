import { limits } from "@pakaura/contract/task";
import { describe, expect, test } from "vitest";
import { parseRecurrence } from "./parse-recurrence.ts";
import { recurrenceLimits } from "./recurrence-limits.ts";
import { seriesOf } from "./recurrence.case.ts";
import { nextDates } from "./recurrence.ts";

const context = {
  dueDate: "2026-02-01T09:00:00.000Z",
  timeZone: "Europe/Berlin",
  now: Date.parse("2026-02-01T00:00:00Z"),
};
const everyQuarterHour = `BYHOUR=${Array.from({ length: 24 }, (_, hour) => hour).join(",")};BYMINUTE=0,15,30,45`;

test("the limits are those of the contract", () => {
  expect(recurrenceLimits).toEqual({
    interval: limits.recurrenceInterval,
    count: limits.recurrenceCount,
  });
});

describe("the first day of the person's week is said where weeks are counted", () => {
  test.each([
    [{ pattern: "weekly", interval: 2 }, "sunday", "FREQ=WEEKLY;INTERVAL=2;WKST=SU"],
    [{ pattern: "weekly", interval: 2 }, "saturday", "FREQ=WEEKLY;INTERVAL=2;WKST=SA"],
    [{ pattern: "weekly", interval: 2 }, "monday", "FREQ=WEEKLY;INTERVAL=2"],
    [{ pattern: "weekly" }, "sunday", "FREQ=WEEKLY"],
    [{ pattern: "daily", interval: 2 }, "sunday", "FREQ=DAILY;INTERVAL=2"],
    [{ rrule: "FREQ=WEEKLY;INTERVAL=2" }, "sunday", "FREQ=WEEKLY;INTERVAL=2"],
    [{ rrule: "FREQ=WEEKLY;INTERVAL=2;WKST=SA" }, "sunday", "FREQ=WEEKLY;INTERVAL=2;WKST=SA"],
  ] as const)("%j of a week from %s", (input, firstWeekday, rrule) => {
    const parsed = parseRecurrence(input, { ...context, firstWeekday });
    expect(parsed).toMatchObject({ rule: { rrule } });
  });

  test("and such a rule is a simple pattern still", () => {
    const rrule = "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,SU";
    expect(parseRecurrence({ rrule }, context)).toMatchObject({
      rule: { pattern: "weekly", interval: 2, dayOfWeek: ["MO", "SU"], rrule },
    });
  });
});

describe("the canonical rule", () => {
  test.each([
    [{ pattern: "daily" }, "FREQ=DAILY"],
    [
      { pattern: "weekly", day_of_week: ["TH", "MO", "TH"], interval: 2 },
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    ],
    [{ pattern: "monthly", day_of_month: -1, count: 4 }, "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=-1"],
    [{ pattern: "yearly", until: "2030-12-31" }, "FREQ=YEARLY;UNTIL=20301231"],
    [
      { pattern: "custom", interval_days: 10, until: "2030-12-31T10:00:00+01:00" },
      "FREQ=DAILY;INTERVAL=10;UNTIL=20301231T090000Z",
    ],
    [{ rrule: " rrule:byday=th,mo;freq=weekly;interval=1;wkst=su; " }, "FREQ=WEEKLY;BYDAY=MO,TH"],
    [
      { rrule: "FREQ=MONTHLY;BYDAY=FR,-1MO,+2TU", interval: 3, count: 2 },
      "FREQ=MONTHLY;INTERVAL=3;COUNT=2;BYDAY=-1MO,FR,2TU",
    ],
  ] as const)("%j", (input, rrule) => {
    expect(
      seriesOf(structuredClone(input) as Parameters<typeof seriesOf>[0], context.dueDate).rrule,
    ).toBe(rrule);
  });

  test.each([
    ["FREQ=DAILY;INTERVAL=3", { pattern: "daily", interval: 3 }],
    ["FREQ=WEEKLY;BYDAY=SU", { pattern: "weekly", dayOfWeek: ["SU"] }],
    ["FREQ=MONTHLY;BYMONTHDAY=31", { pattern: "monthly", dayOfMonth: 31 }],
    ["FREQ=YEARLY", { pattern: "yearly" }],
    ["FREQ=MONTHLY;BYMONTHDAY=-2", { pattern: "rrule", dayOfMonth: null }],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", { pattern: "weekly", dayOfWeek: ["SU"] }],
  ])("%s is recognised for what it is", (rrule, fields) => {
    expect(seriesOf({ rrule }, context.dueDate)).toMatchObject(fields);
  });
});

describe("refused, with the field and a reason", () => {
  test.each([
    ["FREQ=SECONDLY", "rrule", /too frequent/],
    ["FREQ=HOURLY;COUNT=2", "rrule", /too frequent/],
    ["FREQ=DAILY;COUNT=1000000000", "count", /at most 10000/],
    ["FREQ=DAILY;INTERVAL=1001", "interval", /at most 1000/],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "rrule", /never|ever/],
    ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "rrule", /ever/],
    ["FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "rrule", /ever/],
    ["FREQ=DAILY;INTERVAL=999;BYMONTH=4;BYMONTHDAY=31", "rrule", /ever/],
    ["FREQ=WEEKLY;BYDAY=MO;BYSETPOS=3", "rrule", /ever/],
    ["FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1", "rrule", /ever/],
    ["FREQ=YEARLY;BYDAY=53MO;BYSETPOS=366", "rrule", /ever/],
    [`FREQ=DAILY;${everyQuarterHour};BYSECOND=0,30`, "rrule", /times a day/],
    ["FREQ=DAILY;COUNT=3;UNTIL=20270101", "rrule", /together/],
    ["FREQ=DAILY;UNTIL=20250101", "until", /before the due date/],
    ["FREQ=DAILY;UNTIL=20270230", "rrule", /UNTIL/],
    ["FREQ=WEEKLY;BYDAY=2MO", "rrule", /numbered/],
    ["FREQ=WEEKLY;BYMONTHDAY=1", "rrule", /BYMONTHDAY/],
    ["FREQ=MONTHLY;BYWEEKNO=1", "rrule", /BYWEEKNO/],
    ["FREQ=MONTHLY;BYSETPOS=1", "rrule", /BYSETPOS/],
    ["FREQ=DAILY;FREQ=DAILY", "rrule", /twice/],
    ["FREQ=DAILY;BYEASTER=1", "rrule", /not a part/],
    ["FREQ=DAILY;BYMONTH=13", "rrule", /1 to 12/],
    ["FREQ=DAILY;BYDAY=XX", "rrule", /MO, TU/],
    ["INTERVAL=2", "rrule", /FREQ is missing/],
    ["every day", "rrule", /must look like/],
    ["", "rrule", /must look like/],
  ])("%s", (rrule, field, reason) => {
    const answer = parseRecurrence({ rrule }, context);
    expect(answer).toEqual({ field, error: expect.stringMatching(reason) });
  });

  test("what the rrule says itself may not be said again beside it", () => {
    expect(parseRecurrence({ rrule: "FREQ=DAILY;COUNT=3", count: 4 }, context)).toMatchObject({
      field: "count",
    });
    expect(
      parseRecurrence({ rrule: "FREQ=DAILY;COUNT=3", until: "2027-01-01" }, context),
    ).toMatchObject({ field: "until" });
    expect(parseRecurrence({ rrule: "FREQ=DAILY;INTERVAL=2", interval: 3 }, context)).toMatchObject(
      { field: "interval" },
    );
  });
});

test.each([
  "FREQ=WEEKLY;INTERVAL=1000;BYMONTH=2",
  "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;COUNT=10000",
  "FREQ=YEARLY;INTERVAL=999;BYWEEKNO=53;BYDAY=FR",
  `FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;${everyQuarterHour};BYSETPOS=-366,366`,
])("a rare or dense rule has next dates: %s", (rrule) => {
  const rule = seriesOf({ rrule }, context.dueDate);
  expect(
    nextDates(rule, { dueDate: rule.startsAt, timeZone: context.timeZone, now: context.now })
      .length,
  ).toBeGreaterThan(0);
});
