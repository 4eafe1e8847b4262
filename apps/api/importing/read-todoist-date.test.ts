import { expect, test } from "vitest";
import { readTodoistDate } from "./read-todoist-date.ts";

// A Tuesday, noon in Berlin.
const context = { timeZone: "Europe/Berlin", now: Date.parse("2026-11-24T11:00:00Z") };
const read = (words: string, language = "en") => readTodoistDate(words, { ...context, language });

test.each([
  ["25 Nov 2026", "2026-11-25"],
  ["Oct 5 2026", "2026-10-05"],
  ["2030-05-04", "2030-05-04"],
  ["tomorrow", "2026-11-25"],
  ["friday", "2026-11-27"],
  ["17 Aug", "2026-08-17"],
  ["Dec 24", "2026-12-24"],
  ["tomorrow at 5pm", "2026-11-25T16:00:00.000Z"],
  ["today at 05:30", "2026-11-24T04:30:00.000Z"],
  ["tomorrow 18:00", "2026-11-25T17:00:00.000Z"],
  ["2026-12-01T18:30:00-05:00", "2026-12-01T23:30:00.000Z"],
  ["2026-12-01T18:30:00", "2026-12-01T17:30:00.000Z"],
  ["2026-12-01 18:30", "2026-12-01T17:30:00.000Z"],
  ["2026-07-17T10:00:00.123456Z", "2026-07-17T10:00:00.000Z"],
  ["in 3 days", "2026-11-27"],
  ["24/12/2026", "2026-12-24"],
])("%s is %s", (words, due) => {
  expect(read(words)).toEqual({ due_date: due });
});

test.each([
  ["every day", { pattern: "daily" }],
  ["daily", { pattern: "daily" }],
  ["every 3 days", { pattern: "custom", interval_days: 3 }],
  ["every! 2 weeks", { pattern: "weekly", interval: 2, from: "completion" }],
  ["every other month", { pattern: "monthly", interval: 2 }],
  ["Every Monday", { pattern: "weekly", day_of_week: ["MO"] }],
  ["ev mon", { pattern: "weekly", day_of_week: ["MO"] }],
  ["every workday", { pattern: "weekly", day_of_week: ["MO", "TU", "WE", "TH", "FR"] }],
  ["every 15th", { pattern: "monthly", day_of_month: 15 }],
  ["every last day", { pattern: "monthly", day_of_month: -1 }],
  ["every 3rd friday", { rrule: "FREQ=MONTHLY;BYDAY=3FR" }],
  ["every last friday", { rrule: "FREQ=MONTHLY;BYDAY=-1FR" }],
  ["every other friday", { pattern: "weekly", day_of_week: ["FR"], interval: 2 }],
  ["every quarter", { pattern: "monthly", interval: 3 }],
  ["every morning", { pattern: "daily" }],
  ["every day starting 1 dec", { pattern: "daily" }],
  ["every 15 jan", { pattern: "yearly" }],
])("%s is a recurrence", (words, recurrence) => {
  expect(read(words)?.recurrence).toMatchObject(recurrence);
});

test("a recurrence with a time begins with it, in the zone of its row", () => {
  expect(read("every thu at 9am")?.due_date).toBe("2026-11-26T08:00:00.000Z");
});

test.each([
  ["every jan 27th", "2027-01-27"],
  ["every mon starting 3 aug", "2026-11-30"],
  ["every 6 weeks starting 6 jan", "2026-12-08"],
  ["every 14 feb at 12:00", "2027-02-14T11:00:00.000Z"],
])("a series that began in the past goes on: %s", (words, due) => {
  expect(read(words)?.due_date).toBe(due);
});

test.each([
  ["jeden Tag", { pattern: "daily" }],
  ["jeden Montag", { pattern: "weekly", day_of_week: ["MO"] }],
])("of German %s is a recurrence", (words, recurrence) => {
  expect(read(words, "de")?.recurrence).toEqual(recurrence);
});

test.each([
  ["en", "every full moon"],
  ["en", "every day starting 1 mar until 1 may"],
  ["en", "someday"],
  ["en", "2026-02-30"],
  ["en", "2026-12-01T25:00:00Z"],
  ["en", "3/4/2026"],
  ["en", "tomorrow and more"],
  ["ja", "3/4/2026"],
  ["es", "mar 5"],
  ["fr", "mar"],
  ["fr", "demain"],
  ["nl", "zo"],
  ["en", "monday ".repeat(100)],
])("of %s nothing is guessed from %s", (language, words) => {
  expect(read(words, language)).toBeNull();
});

test("of another language a date in digits is read, the day first where it comes first", () => {
  expect(read("24/12/2026", "ja")).toEqual({ due_date: "2026-12-24" });
  expect(read("3/4/2026", "pt_BR")).toEqual({ due_date: "2026-04-03" });
  expect(read("3.4.2026", "ru")).toEqual({ due_date: "2026-04-03" });
});
