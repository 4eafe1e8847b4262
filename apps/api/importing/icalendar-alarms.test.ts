import { expect, test } from "vitest";
import { readOne } from "./read-icalendar.case.ts";

const alarm = (...lines: string[]) => ["BEGIN:VALARM", "ACTION:DISPLAY", ...lines, "END:VALARM"];
const due = "DUE:20270301T090000Z";
const leadsOf = ({ fields, reminders }: ReturnType<typeof readOne>) => [
  fields.reminder_lead_minutes,
  ...(reminders ?? []),
];

test.each<[trigger: string, ...rest: unknown[]]>([
  ["TRIGGER:-PT15M", 15],
  ["trigger;related=end:-pt15m", 15],
  ["TRIGGER:PT0S", 0],
  ["TRIGGER:-P1DT2H", 1_560],
  ["TRIGGER:-P2W", 20_160],
  ["TRIGGER:-PT1D", 1_440],
  ["TRIGGER;RELATED=START:-PT15M", 75],
  ["TRIGGER;RELATED=END:-P30D", null, { at: "2027-01-30T09:00:00.000Z" }],
  ["TRIGGER:PT10M", null, { at: "2027-03-01T09:10:00.000Z" }],
  ["TRIGGER;VALUE=DATE-TIME:20270228T090000Z", null, { at: "2027-02-28T09:00:00.000Z" }],
  ["TRIGGER:20270228T090000Z", null, { at: "2027-02-28T09:00:00.000Z" }],
])("%s is an alarm", (trigger, ...rest) => {
  const start = trigger.includes("START") ? ["DTSTART:20270301T080000Z"] : [];
  const task = readOne(due, ...start, ...alarm(trigger));
  expect(leadsOf(task)).toEqual(rest);
});

test("alarms of a day count from midnight, and ours from nine", () => {
  expect(leadsOf(readOne("DUE;VALUE=DATE:20270301", ...alarm("TRIGGER:-PT15M")))).toEqual([555]);
  expect(leadsOf(readOne("DUE;VALUE=DATE:20270301", ...alarm("TRIGGER:PT8H")))).toEqual([60]);
});

test.each([
  "TRIGGER:",
  "TRIGGER;RELATED=START:P",
  "TRIGGER:soon",
  "TRIGGER:-P15M",
  "TRIGGER;VALUE=DATE-TIME:20270231T090000Z",
])("%s is no alarm, and costs nothing else", (trigger) => {
  const task = readOne(due, ...alarm(trigger));
  expect(leadsOf(task)).toEqual([null]);
  expect(task.fields.due_date).toBe("2027-03-01T09:00:00.000Z");
  expect(task.warnings).toEqual([expect.objectContaining({ field: "TRIGGER", line: 10 })]);
});

test("an alarm that counts from no date is told, and kept in the notes", () => {
  const task = readOne(...alarm("TRIGGER:-PT15M"));
  expect(leadsOf(task)).toEqual([null]);
  expect(task.fields.notes).toBe("TRIGGER: -PT15M");
});

test("an alarm that repeats rings as often", () => {
  const task = readOne(due, ...alarm("TRIGGER:-PT30M", "DURATION:PT10M", "REPEAT:2"));
  expect(leadsOf(task)).toEqual([10, { lead_minutes: 20 }, { lead_minutes: 30 }]);
});

test("more alarms than a task can have are told", () => {
  const many = Array.from({ length: 20 }, (_, index) => alarm(`TRIGGER:-PT${index + 1}M`)).flat();
  const task = readOne(due, ...many);
  expect(leadsOf(task)).toHaveLength(11);
  expect(task.said).toEqual(Array(9).fill(expect.stringContaining("11 alarms")));
  const often = readOne(due, ...alarm("TRIGGER:-PT30M", "DURATION:PT1M", "REPEAT:1000000000"));
  expect(leadsOf(often)).toHaveLength(11);
});

test("an instant before the due date of a series is a lead time of every instance", () => {
  const fixed = alarm("TRIGGER;VALUE=DATE-TIME:20270228T090000Z");
  const task = readOne(due, "RRULE:FREQ=WEEKLY", ...fixed);
  expect([leadsOf(task), task.said]).toEqual([[1_440], []]);
  const local = readOne(
    "DUE;TZID=America/New_York:20270301T090000",
    "RRULE:FREQ=WEEKLY",
    ...alarm("TRIGGER;VALUE=DATE-TIME:20270301T130000Z"),
  );
  expect(leadsOf(local)[0]).toBe(60);
});

test("a series that has gone on keeps the lead times of its alarms", () => {
  const past = readOne(
    "DUE:20260101T090000Z",
    "RRULE:FREQ=WEEKLY",
    ...alarm("TRIGGER;VALUE=DATE-TIME:20260101T083000Z"),
  );
  expect([leadsOf(past), past.said]).toEqual([[30], []]);
});

test("an alarm of a series further than 28 days comes 28 days before, and that is said", () => {
  const task = readOne(due, "RRULE:FREQ=YEARLY", ...alarm("TRIGGER:-P30D"));
  expect(leadsOf(task)).toEqual([40_320]);
  expect(task.said).toEqual([expect.stringContaining("28 days")]);
});

test("an alarm after the due date of a series comes for the first instance, and that is said", () => {
  const task = readOne(due, "RRULE:FREQ=WEEKLY", ...alarm("TRIGGER:PT10M"));
  expect(leadsOf(task)).toEqual([null, { at: "2027-03-01T09:10:00.000Z" }]);
  expect(task.said).toEqual([expect.stringContaining("first instance")]);
});

test("an alarm whose time has passed is told; those that never ring, and of tasks that are done, are not", () => {
  const old = alarm("TRIGGER;VALUE=DATE-TIME:20260101T083000Z");
  expect(readOne(due, ...old).said).toEqual([expect.stringContaining("passed")]);
  const none = [
    "BEGIN:VALARM",
    "ACTION:NONE",
    "TRIGGER;VALUE=DATE-TIME:19760401T005545Z",
    "END:VALARM",
  ];
  expect([leadsOf(readOne(due, ...none)), readOne(due, ...none).said]).toEqual([[null], []]);
  expect(readOne(due, "STATUS:COMPLETED", ...old).said).toEqual([]);
});

test("an alarm at a place is told", () => {
  const task = readOne(
    due,
    ...alarm("X-APPLE-PROXIMITY:ARRIVE", "TRIGGER;VALUE=DATE-TIME:19760401T005545Z"),
  );
  expect(leadsOf(task)).toEqual([null]);
  expect(task.said).toEqual([expect.stringContaining("place")]);
});
