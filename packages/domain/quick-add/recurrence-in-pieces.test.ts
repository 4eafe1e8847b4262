import { describe, expect, it } from "vitest";
import { parseQuickAdd } from "./parse-quick-add.ts";

// A Wednesday, 09:30 in London.
const options = {
  now: Date.parse("2026-11-18T09:30:00Z"),
  timeZone: "Europe/London",
  weekStart: "monday",
} as const;

function read(text: string, locale = "en-GB", ignore: { start: number; end: number }[] = []) {
  const { title, dueDate, recurrence } = parseQuickAdd(text, { ...options, locale, ignore });
  return { title, dueDate, recurrence };
}

const everyOtherThursday = { pattern: "weekly", interval: 2, day_of_week: ["TH"] };
const lastFridays = { rrule: "FREQ=MONTHLY;BYDAY=-1FR" };

describe("how often is read at one end of a line, and on which day at the other", () => {
  it.each([
    ["fortnightly bins on thursday", "bins", "2026-11-19", everyOtherThursday],
    ["every 2 weeks bins on thursday", "bins", "2026-11-19", everyOtherThursday],
    ["thursday bins fortnightly", "bins", "2026-11-19", everyOtherThursday],
    ["bi-weekly payroll, thursdays #work", "payroll", "2026-11-19", everyOtherThursday],
    ["monthly report on the last friday", "report", "2026-11-27", lastFridays],
    ["on the last friday send report monthly", "send report", "2026-11-27", lastFridays],
    ["daily pill at 8", "pill", "2026-11-19T08:00:00.000Z", { pattern: "daily" }],
    ["daily walk in the morning", "walk", "2026-11-19T09:00:00.000Z", { pattern: "daily" }],
    ["yearly MOT on 12 march", "MOT", "2027-03-12", { pattern: "yearly" }],
    ["weekly lesson starting 5 jan", "lesson", "2027-01-05", { pattern: "weekly" }],
    ["daily pill for 7 days", "pill", "2026-11-18", { pattern: "daily", until: "2026-11-24" }],
  ])("%s", (text, title, dueDate, recurrence) => {
    expect(read(text)).toEqual({ title, dueDate, recurrence });
  });

  it.each([
    ["vierzehntägig Müll am Donnerstag", "Müll", "2026-11-19", everyOtherThursday],
    ["14-tägig Papiertonne donnerstags", "Papiertonne", "2026-11-19", everyOtherThursday],
    ["Donnerstag Müll vierzehntägig", "Müll", "2026-11-19", everyOtherThursday],
    ["monatlich Miete zum 1.", "Miete", "2026-12-01", { pattern: "monthly", day_of_month: 1 }],
    ["täglich Tablette um 8", "Tablette", "2026-11-19T08:00:00.000Z", { pattern: "daily" }],
    [
      "täglich Vitamine bis Ende März",
      "Vitamine",
      "2026-11-18",
      { pattern: "daily", until: "2027-03-31" },
    ],
  ])("%s", (text, title, dueDate, recurrence) => {
    expect(read(text, "de-DE")).toEqual({ title, dueDate, recurrence });
  });
});

it.each([
  ["weekly ticket tomorrow", "weekly ticket", "2026-11-19"],
  ["monthly pass friday", "monthly pass", "2026-11-20"],
  ["weekly report for friday", "weekly report", "2026-11-20"],
  ["Weekly Shonen Jump thursday", "Weekly Shonen Jump", "2026-11-19"],
  ["Daily Mail interview at 10", "Daily Mail interview", "2026-11-18T10:00:00.000Z"],
  ["fortnightly bins on thursday and recycling", "fortnightly bins and recycling", "2026-11-19"],
])("a word that says what a thing is stays title: %s", (text, title, dueDate) => {
  expect(read(text)).toEqual({ title, dueDate, recurrence: null });
});

it("a deadline soon is no end of a series", () => {
  expect(read("wöchentlich Bericht bis Freitag", "de-DE")).toMatchObject({
    title: "wöchentlich Bericht",
    recurrence: null,
  });
});

it.each([
  ["how often", { start: 0, end: 11 }, { title: "fortnightly bins", dueDate: "2026-11-19" }],
  ["the day", { start: 17, end: 28 }, { title: "fortnightly bins on thursday", dueDate: null }],
])("what the person took back is no piece: %s", (_name, span, wanted) => {
  expect(read("fortnightly bins on thursday", "en-GB", [span])).toEqual({
    ...wanted,
    recurrence: null,
  });
});

it("a series that cannot be is left as two things", () => {
  expect(read("weekly lesson on monday until 1 december 2020").recurrence).toBeNull();
});
