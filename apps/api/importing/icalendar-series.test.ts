import { parseRecurrence, nextDates } from "@pakaura/domain/recurrence";
import { expect, test } from "vitest";
import { calendar, onlyTask, readIn, readOne } from "./read-icalendar.case.ts";

const now = Date.parse("2026-11-29T12:00:00Z");

/** The due date of a task, and the next ones of its series on the clock of Berlin. */
function datesOf({ fields }: ReturnType<typeof readOne>, count = 3): (string | null)[] {
  const { due_date: dueDate = null, recurrence } = fields;
  if (recurrence === undefined) return [dueDate];
  const context = { dueDate, timeZone: "Europe/Berlin", now };
  const read = parseRecurrence(recurrence, context);
  if ("error" in read) throw new Error(read.error);
  const next = nextDates(read.rule, { ...context, now: 0 });
  return [dueDate, ...next].slice(0, count);
}

test.each<[what: string, dates: string[], ...lines: string[]]>([
  [
    "monthly on the 1st, due two days later",
    ["2026-12-03", "2027-01-03", "2027-02-03"],
    "DTSTART;VALUE=DATE:20261201",
    "DUE;VALUE=DATE:20261203",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=1",
  ],
  [
    "weekly on Monday, due on Friday",
    ["2026-12-04", "2026-12-11", "2026-12-18"],
    "DTSTART;VALUE=DATE:20261130",
    "DUE;VALUE=DATE:20261204",
    "RRULE:FREQ=WEEKLY;BYDAY=MO",
  ],
  [
    "weekly on Saturday, due on Monday",
    ["2026-12-07", "2026-12-14", "2026-12-21"],
    "DTSTART;VALUE=DATE:20261205",
    "DUE;VALUE=DATE:20261207",
    "RRULE:FREQ=WEEKLY;BYDAY=SA",
  ],
  [
    "daily until the third, due two days later",
    ["2026-12-03", "2026-12-04", "2026-12-05"],
    "DTSTART;VALUE=DATE:20261201",
    "DUE;VALUE=DATE:20261203",
    "RRULE:FREQ=DAILY;UNTIL=20261203",
  ],
  [
    "three times, due two days later",
    ["2026-12-03", "2026-12-04", "2026-12-05"],
    "DTSTART;VALUE=DATE:20261201",
    "DUE;VALUE=DATE:20261203",
    "RRULE:FREQ=DAILY;COUNT=3",
  ],
  [
    "on the same day",
    ["2026-12-15", "2026-12-22", "2026-12-29"],
    "DTSTART;VALUE=DATE:20261215",
    "DUE;VALUE=DATE:20261215",
    "RRULE:FREQ=WEEKLY",
  ],
  [
    "with a duration",
    ["2026-12-02", "2026-12-09", "2026-12-16"],
    "DTSTART;VALUE=DATE:20261130",
    "DURATION:P3D",
    "RRULE:FREQ=WEEKLY;BYDAY=MO",
  ],
  [
    "every other week, two days of it",
    ["2026-12-02", "2026-12-05", "2026-12-16", "2026-12-19"],
    "DTSTART;VALUE=DATE:20261201",
    "DUE;VALUE=DATE:20261202",
    "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR",
  ],
  [
    "every other week over its end",
    ["2026-12-07", "2026-12-13", "2026-12-21", "2026-12-27"],
    "DTSTART;VALUE=DATE:20261206",
    "DUE;VALUE=DATE:20261207",
    "RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,SA",
  ],
  [
    "the second Monday, due on Wednesday",
    ["2026-12-16", "2027-01-13", "2027-02-10"],
    "DTSTART;VALUE=DATE:20261214",
    "DUE;VALUE=DATE:20261216",
    "RRULE:FREQ=MONTHLY;BYDAY=2MO",
  ],
  [
    "yearly over the end of the year",
    ["2027-01-02", "2028-01-02", "2029-01-02"],
    "DTSTART;VALUE=DATE:20261231",
    "DUE;VALUE=DATE:20270102",
    "RRULE:FREQ=YEARLY",
  ],
  [
    "yearly in a month over its end",
    ["2026-12-01", "2027-12-01", "2028-12-01"],
    "DTSTART;VALUE=DATE:20261130",
    "DUE;VALUE=DATE:20261201",
    "RRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30",
  ],
  [
    "with times on the same day",
    ["2026-12-01T16:00:00.000Z", "2026-12-08T16:00:00.000Z"],
    "DTSTART;TZID=Europe/Berlin:20261201T080000",
    "DUE;TZID=Europe/Berlin:20261201T170000",
    "RRULE:FREQ=WEEKLY;BYDAY=TU;BYHOUR=8;BYMINUTE=0",
  ],
  [
    "with times until an instant",
    ["2026-12-01T16:00:00.000Z", "2026-12-02T16:00:00.000Z"],
    "DTSTART:20261201T070000Z",
    "DUE:20261201T160000Z",
    "RRULE:FREQ=DAILY;UNTIL=20261202T070000Z",
  ],
  [
    "with times until a day",
    ["2026-12-01T16:00:00.000Z", "2026-12-02T16:00:00.000Z"],
    "DTSTART:20261201T070000Z",
    "DUE:20261201T160000Z",
    "RRULE:FREQ=DAILY;UNTIL=20261202",
  ],
  [
    "a start that is a day, due with a time",
    ["2026-12-02T16:00:00.000Z", "2026-12-09T16:00:00.000Z"],
    "DTSTART;VALUE=DATE:20261201",
    "DUE;TZID=Europe/Berlin:20261202T170000",
    "RRULE:FREQ=WEEKLY;BYDAY=TU",
  ],
])("a rule counts starts: %s", (_what, dates, ...lines) => {
  const task = readOne(...lines);
  expect(datesOf(task, dates.length)).toEqual(dates);
  expect(datesOf(task, 9).length >= dates.length).toBe(true);
});

test("the end of a series that is moved with its dates ends it there", () => {
  const until = readOne(
    "DTSTART;VALUE=DATE:20261201",
    "DUE;VALUE=DATE:20261203",
    "RRULE:FREQ=DAILY;UNTIL=20261203",
  );
  expect(datesOf(until, 9)).toEqual(["2026-12-03", "2026-12-04", "2026-12-05"]);
});

test.each<[what: string, ...lines: string[]]>([
  [
    "the last Friday, due on Sunday",
    "DTSTART;VALUE=DATE:20261225",
    "DUE;VALUE=DATE:20261227",
    "RRULE:FREQ=MONTHLY;BYDAY=-1FR",
  ],
  [
    "the 30th, due three days later",
    "DTSTART;VALUE=DATE:20261130",
    "DUE;VALUE=DATE:20261203",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=30",
  ],
  [
    "the last day of February, due the next",
    "DTSTART;VALUE=DATE:20270228",
    "DUE;VALUE=DATE:20270301",
    "RRULE:FREQ=YEARLY",
  ],
  [
    "the last workday, due two days later",
    "DTSTART;VALUE=DATE:20261231",
    "DUE;VALUE=DATE:20270102",
    "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
  ],
])("a rule that no due dates can be counted by is left out and told: %s", (_what, ...lines) => {
  const task = readOne(...lines);
  expect(task.fields.recurrence).toBe(undefined);
  expect(task.fields.notes).toContain("RRULE: FREQ=");
  expect(task.said.join()).toContain("9 RRULE");
});

test.each<[what: string, dates: string[], said: unknown, ...lines: string[]]>([
  [
    "Monday evening in Los Angeles is Tuesday in Berlin",
    ["2026-12-15T04:00:00.000Z", "2026-12-22T04:00:00.000Z"],
    [expect.stringContaining("clock of America/Los_Angeles")],
    "DUE;TZID=America/Los_Angeles:20261214T200000",
    "RRULE:FREQ=WEEKLY;BYDAY=MO",
  ],
  [
    "Monday late in UTC is Tuesday in Berlin",
    ["2026-12-14T23:30:00.000Z", "2026-12-21T23:30:00.000Z"],
    [],
    "DUE:20261214T233000Z",
    "RRULE:FREQ=WEEKLY;BYDAY=MO",
  ],
  [
    "Monday morning in Tokyo is Sunday in Berlin",
    ["2026-12-13T21:00:00.000Z", "2026-12-20T21:00:00.000Z"],
    expect.anything(),
    "DUE;TZID=Asia/Tokyo:20261214T060000",
    "RRULE:FREQ=WEEKLY;BYDAY=MO",
  ],
  [
    "the first day in Auckland",
    ["2026-12-31T11:30:00.000Z"],
    expect.anything(),
    "DUE;TZID=Pacific/Auckland:20270101T003000",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=1",
  ],
])("a rule goes by the clock of its zone: %s", (_what, dates, said, ...lines) => {
  const task = readOne(...lines);
  expect(datesOf(task, dates.length)).toEqual(dates);
  expect(task.said).toEqual(said);
});

test.each([
  ["FREQ=DAILY;FROM=COMPLETION", "FREQ=DAILY", "completion"],
  ["FREQ=WEEKLY;INTERVAL=2;X-ASTRID-FROM=COMPLETION", "FREQ=WEEKLY;INTERVAL=2", "completion"],
  ["FREQ=WEEKLY;BYDAY=;INTERVAL=0", "FREQ=WEEKLY", "due_date"],
  ["freq=weekly;byday=tu;wkst=su", "FREQ=WEEKLY;WKST=SU;BYDAY=TU", "due_date"],
  [" FREQ=WEEKLY; BYDAY=TU ;", "FREQ=WEEKLY;BYDAY=TU", "due_date"],
  ["RRULE:FREQ=DAILY", "FREQ=DAILY", "due_date"],
  ["FREQ=DAILY;UNTIL=2026-12-31", "FREQ=DAILY;UNTIL=20261231", "due_date"],
  ["FREQ=DAILY;UNTIL=20261231t235959z", "FREQ=DAILY;UNTIL=20261231T235959Z", "due_date"],
])("RRULE:%s is %s from %s", (written, rrule, from) => {
  const task = readOne("DUE;VALUE=DATE:20261201", `RRULE:${written}`);
  expect(task.fields.recurrence).toEqual({ rrule, from });
  expect(task.said).toEqual([]);
});

test("months without the day are left out, as a calendar leaves them out", () => {
  const task = readOne("DUE;VALUE=DATE:20261231", "RRULE:FREQ=MONTHLY");
  expect(datesOf(task, 4)).toEqual(["2026-12-31", "2027-01-31", "2027-03-31", "2027-05-31"]);
  const leap = readOne("DUE;VALUE=DATE:20280229", "RRULE:FREQ=YEARLY");
  expect(datesOf(leap, 2)).toEqual(["2028-02-29", "2032-02-29"]);
});

test("a series begins after the instances that are excluded at its beginning, and tells of the others", () => {
  const lines = [
    "DUE;VALUE=DATE:20261201",
    "RRULE:FREQ=DAILY;COUNT=5",
    "EXDATE;VALUE=DATE:20261201,20261202",
  ];
  const task = readOne(...lines);
  expect([datesOf(task, 9), task.said]).toEqual([["2026-12-03", "2026-12-04", "2026-12-05"], []]);
  const later = readOne(...lines, "EXDATE;VALUE=DATE:20261204");
  expect(later.fields.notes).toBe("Excluded dates: 2026-12-04");
  expect(later.said).toHaveLength(1);
  const none = readOne(
    "DUE;VALUE=DATE:20261201",
    "RRULE:FREQ=DAILY;COUNT=1",
    "EXDATE;VALUE=DATE:20261201",
  );
  expect(none.fields.recurrence).toBe(undefined);
});

test("excluded times are those instants, in whichever zone they are written", () => {
  const task = readOne(
    "DTSTART;TZID=Europe/Berlin:20261201T090000",
    "RRULE:FREQ=DAILY",
    "EXDATE:20261201T080000Z",
  );
  expect(datesOf(task, 1)).toEqual(["2026-12-02T08:00:00.000Z"]);
});

test("further dates are told, and kept in the notes", () => {
  const task = readOne(
    "DUE;VALUE=DATE:20261201",
    "RRULE:FREQ=DAILY",
    "RDATE;VALUE=DATE:20261225",
    "EXRULE:FREQ=WEEKLY",
  );
  expect(task.fields.notes).toBe("Further dates: 20261225\nExcluded by the rule: FREQ=WEEKLY");
  expect(task.said).toHaveLength(2);
});

test("a series of KDE begins with the instance that is pending", () => {
  const start = readOne(
    "DTSTART:20261101T090000Z",
    "DUE:20261101T100000Z",
    "RRULE:FREQ=DAILY",
    "X-KDE-LIBKCAL-DTRECURRENCE:20261114T090000Z",
  );
  expect(datesOf(start, 2)).toEqual(["2026-11-14T10:00:00.000Z", "2026-11-15T10:00:00.000Z"]);
  const byDue = readOne(
    "DTSTART:20261101T090000Z",
    "DUE:20261101T100000Z",
    "RRULE:FREQ=DAILY;COUNT=20",
    "X-KDE-LIBKCAL-DTRECURRENCE:20261114T100000Z",
  );
  expect(datesOf(byDue, 9)).toEqual([
    "2026-11-14T10:00:00.000Z",
    "2026-11-15T10:00:00.000Z",
    "2026-11-16T10:00:00.000Z",
    "2026-11-17T10:00:00.000Z",
    "2026-11-18T10:00:00.000Z",
    "2026-11-19T10:00:00.000Z",
  ]);
});

const instance = (...lines: string[]) => ["BEGIN:VTODO", "UID:1", ...lines, "END:VTODO"];
const series = instance("SUMMARY:Water", "DTSTART:20261201T090000Z", "RRULE:FREQ=DAILY");

test("instances that were done come in by themselves, and the series begins after them", () => {
  const done = instance(
    "RECURRENCE-ID:20261201T090000Z",
    "DTSTART:20261201T090000Z",
    "STATUS:COMPLETED",
    "COMPLETED:20261128T000000Z",
  );
  const { tasks } = readIn(calendar(...series, ...done));
  expect(
    tasks.map(({ fields, key, completedAt }) => [
      fields.title,
      fields.due_date,
      key,
      completedAt !== null,
    ]),
  ).toEqual([
    ["Water", "2026-12-02T09:00:00.000Z", "1", false],
    ["Water", "2026-12-01T09:00:00.000Z", "1 2026-12-01T09:00:00Z", true],
  ]);
});

test("an instance that was moved is a task, and the series tells that it has its date too", () => {
  const moved = instance(
    "RECURRENCE-ID:20261205T090000Z",
    "SUMMARY:Moved",
    "DTSTART:20261205T150000Z",
  );
  const [first, second] = readIn(calendar(...series, ...moved)).tasks;
  expect(second?.fields).toMatchObject({ title: "Moved", due_date: "2026-12-05T15:00:00.000Z" });
  expect(first?.warnings).toEqual([expect.objectContaining({ field: "RECURRENCE-ID" })]);
});

test("a cancelled instance is none", () => {
  const gone = instance("RECURRENCE-ID:20261201T090000Z", "STATUS:CANCELLED");
  const task = onlyTask(readIn(calendar(...series, ...gone)));
  expect(datesOf(task, 1)).toEqual(["2026-12-02T09:00:00.000Z"]);
  expect(task.said).toContainEqual(expect.stringContaining("cancelled"));
});
