import type { RecurrenceInput } from "@pakaura/contract/http";
import { randomRule } from "@pakaura/domain/random-rule.case";
import { nextDates, nextOccurrences } from "@pakaura/domain/recurrence";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StoredTask } from "../tasks/stored-task.ts";
import { dueDateOf } from "../tasks/to-task.ts";
import {
  feedComponent,
  feedLines,
  feedNow,
  readDueDates,
  recurringTask,
} from "./feed-dates.fixture.ts";

const forms = ["events", "tasks"] as const;
const berlin = "Europe/Berlin";
/** Of dates that are written one by one, those of ten years are. */
const datesRead = 10;

/** The due date of a task and those that the API says follow it. */
function datesOfApi(task: StoredTask, timeZone: string, count: number): string[] {
  const dueDate = dueDateOf(task);
  if (dueDate === null || task.rule === null) throw new Error("Not a recurring task");
  const shown = nextDates(task.rule, { dueDate, timeZone, now: feedNow });
  const after = shown.at(-1);
  if (after === undefined) return [dueDate];
  const later = nextOccurrences(task.rule, { after, timeZone, count: count - shown.length - 1 });
  return [dueDate, ...shown, ...later].slice(0, count);
}

type Case = [
  why: string,
  recurrence: RecurrenceInput,
  place: { startsAt: string; dueDate?: string; timeZone?: string },
  rrule: string | null,
];

const eight = "2026-12-10T08:00:00.000Z";
const cases: Case[] = [
  [
    "a day as its end",
    { pattern: "daily", until: "2026-12-31" },
    { startsAt: eight },
    "FREQ=DAILY;UNTIL=20261231T225959Z",
  ],
  [
    "an end on the user's clock",
    { rrule: "FREQ=DAILY;UNTIL=20261231T090000" },
    { startsAt: eight },
    "FREQ=DAILY;UNTIL=20261231T080000Z",
  ],
  [
    "an instant as the end of days",
    { rrule: "FREQ=DAILY;UNTIL=20261231T120000Z" },
    { startsAt: "2026-12-10" },
    "FREQ=DAILY;UNTIL=20261231",
  ],
  [
    "an instant that is a day later there",
    { rrule: "FREQ=DAILY;UNTIL=20261230T233000Z" },
    { startsAt: "2026-12-10" },
    "FREQ=DAILY;UNTIL=20261231",
  ],
  [
    "an end between start and due",
    { rrule: "FREQ=DAILY;UNTIL=20261231T075930Z" },
    { startsAt: eight },
    null,
  ],
  [
    "a count that is partly used",
    { pattern: "daily", count: 9 },
    { startsAt: eight, dueDate: "2026-12-12T08:00:00.000Z" },
    "FREQ=DAILY;COUNT=7",
  ],
  [
    "Sundays as the first day of a week",
    { rrule: "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO" },
    { startsAt: "2026-12-06" },
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,SU",
  ],
  [
    "SKIP=BACKWARD",
    { rrule: "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD" },
    { startsAt: "2027-01-31" },
    "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD",
  ],
  [
    "SKIP=FORWARD at a time",
    { rrule: "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=30;SKIP=FORWARD" },
    { startsAt: "2027-01-30T08:00:00.000Z" },
    "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=30;SKIP=FORWARD",
  ],
  [
    "SKIP from a month that lacks the day",
    { rrule: "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD" },
    { startsAt: "2027-01-31", dueDate: "2027-02-28" },
    "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD",
  ],
  [
    "month ends that roll over",
    { pattern: "monthly", day_of_month: 31 },
    { startsAt: "2027-01-31" },
    "FREQ=MONTHLY;BYMONTHDAY=31",
  ],
  [
    "month ends that roll over, so many times",
    { pattern: "monthly", day_of_month: 31, count: 5 },
    { startsAt: "2027-01-31" },
    "FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20270531",
  ],
  [
    "a month end that has rolled over",
    { pattern: "monthly", day_of_month: 31 },
    { startsAt: "2027-01-31", dueDate: "2027-03-01" },
    null,
  ],
  ["a leap day", { pattern: "yearly" }, { startsAt: "2028-02-29T08:00:00.000Z" }, "FREQ=YEARLY"],
  [
    "the year after a leap day",
    { pattern: "yearly" },
    { startsAt: "2028-02-29", dueDate: "2029-03-01" },
    null,
  ],
  [
    "the last workday of a month",
    { rrule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1" },
    { startsAt: "2026-12-31" },
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
  ],
  [
    "a start that its rule does not give",
    { pattern: "weekly", day_of_week: ["MO"] },
    { startsAt: "2026-12-09" },
    null,
  ],
  [
    "an instance that was moved",
    { pattern: "weekly" },
    { startsAt: eight, dueDate: "2026-12-19T10:00:00.000Z" },
    null,
  ],
  [
    "week numbers, which calendars read in several ways",
    { rrule: "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO" },
    { startsAt: "2027-05-17" },
    null,
  ],
  [
    "a time that a clock change skips",
    { pattern: "daily" },
    { startsAt: "2027-03-26T01:30:00.000Z" },
    null,
  ],
  [
    "the instance whose time was skipped",
    { pattern: "daily" },
    { startsAt: "2027-03-26T01:30:00.000Z", dueDate: "2027-03-28T01:30:00.000Z" },
    null,
  ],
  [
    "the time at which the clock goes on",
    { pattern: "daily" },
    { startsAt: "2027-03-26T02:00:00.000Z" },
    null,
  ],
  ["a time that comes twice", { pattern: "daily" }, { startsAt: "2027-10-29T00:30:00.000Z" }, null],
  [
    "the time after one that comes twice",
    { pattern: "daily" },
    { startsAt: "2027-10-29T01:00:00.000Z" },
    null,
  ],
  ["two times a day", { rrule: "FREQ=DAILY;BYHOUR=9,17" }, { startsAt: eight }, null],
  [
    "an hour in a rule of days",
    { rrule: "FREQ=DAILY;BYHOUR=9" },
    { startsAt: "2026-12-10" },
    "FREQ=DAILY",
  ],
  [
    "a zone without clock changes",
    { pattern: "weekly" },
    { startsAt: eight, timeZone: "Asia/Kolkata" },
    "FREQ=WEEKLY",
  ],
];

describe.each(forms)("as %s, ical.js reads the dates that the API has", (as) => {
  test.each(cases)("%s", (_why, recurrence, { timeZone = berlin, ...place }, rrule) => {
    const task = recurringTask(recurrence, { ...place, timeZone });
    const component = feedComponent(task, { timeZone, as });
    const expected = datesOfApi(task, timeZone, datesRead);
    expect(readDueDates(component, datesRead)).toEqual(expected);
    const written = feedLines(component, "RRULE").map((line) => line.slice("RRULE:".length));
    if (rrule !== null) expect(written.map(sorted)).toEqual([sorted(rrule)]);
  });
});

const sorted = (rrule: string) => rrule.split(";").toSorted().join(";");

test("300 random rules with ends are read by ical.js as the API has them", () => {
  const zones = fc.constantFrom(berlin, "America/New_York", "UTC");
  const skips = fc.constantFrom(
    "",
    "",
    "RSCALE=GREGORIAN;SKIP=FORWARD;",
    "RSCALE=GREGORIAN;SKIP=BACKWARD;",
  );
  const ends = fc.constantFrom("", "", ";COUNT=7", ";UNTIL=20300601", ";UNTIL=20300601T120000Z");
  fc.assert(
    fc.property(
      fc.tuple(skips, randomRule, ends).map((parts) => parts.join("")),
      fc.integer({ min: feedNow / 60_000, max: feedNow / 60_000 + 500_000 }),
      fc.nat(3),
      fc.boolean(),
      zones,
      fc.constantFrom(...forms),
      (rrule, minutes, place, isAllDay, timeZone, as) => {
        const start = new Date(minutes * 60_000).toISOString();
        const startsAt = isAllDay ? start.slice(0, 10) : start;
        const first = readRecurringTask(rrule, { startsAt, timeZone });
        fc.pre(first !== null && first.rule !== null);
        const later = nextOccurrences(first.rule, { after: startsAt, timeZone, count: place });
        const dueDate = later.at(-1) ?? startsAt;
        const task = recurringTask({ rrule }, { startsAt, dueDate, timeZone });
        const soon = datesOfApi(task, timeZone, datesRead).filter((date) => date < "2036");
        const read = readDueDates(feedComponent(task, { timeZone, as }), soon.length);
        expect(read).toEqual(soon);
      },
    ),
    { numRuns: 300, seed: 20_261_129 },
  );
});

/** Null for a rule that would be refused: one that ends before it begins. */
function readRecurringTask(
  rrule: string,
  place: { startsAt: string; timeZone: string },
): StoredTask | null {
  try {
    return recurringTask({ rrule }, place);
  } catch {
    return null;
  }
}
