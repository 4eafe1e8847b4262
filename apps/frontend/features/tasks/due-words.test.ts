import { describe, expect, it } from "vitest";
import { loadMessages } from "../../messages/messages.ts";
import {
  dayHeading,
  dueTime,
  dueWords,
  exactDueWords,
  toDueDate,
  understoodDueWords,
} from "./due-words.ts";

await loadMessages("en", ["en-GB"]);

const context = {
  now: Date.parse("2026-11-23T12:00:00.000Z"),
  timeZone: "Europe/Berlin",
};

describe("a due date in words", () => {
  it.each([
    ["2026-11-23", "Today"],
    ["2026-11-24", "Tomorrow"],
    ["2026-11-22", "Yesterday"],
    ["2026-11-27", "Friday"],
    ["2026-11-30", "30 Nov"],
    ["2027-01-05", "5 Jan 2027"],
    ["2026-11-24T09:30:00.000Z", "Tomorrow 10:30"],
    ["2026-11-23T23:30:00.000Z", "Tomorrow 00:30"],
  ])("%s is %s", (dueDate, words) => {
    expect(dueWords(dueDate, context)).toBe(words);
  });

  it.each([
    ["2026-11-23", "Today, Mon 23 Nov"],
    ["2026-11-24T08:00:00.000Z", "Tomorrow, Tue 24 Nov 09:00"],
    ["2026-11-27", "Fri 27 Nov"],
    ["2027-01-05", "Tue, 5 Jan 2027"],
  ])("%s leaves no doubt about its day: %s", (dueDate, words) => {
    expect(exactDueWords(dueDate, context)).toBe(words);
  });

  it.each([
    ["2026-11-22", "Yesterday, Sun 22 Nov · in the past"],
    ["2026-11-23T11:59:00.000Z", "Today, Mon 23 Nov 12:59 · in the past"],
    ["2026-11-23T12:01:00.000Z", "Today, Mon 23 Nov 13:01"],
    ["2026-11-23", "Today, Mon 23 Nov"],
    ["2027-11-23", "Tue, 23 Nov 2027"],
    ["2027-11-24", "Wed, 24 Nov 2027 · more than a year ahead"],
  ])("%s is marked where it may not be meant: %s", (dueDate, words) => {
    expect(understoodDueWords(dueDate, context)).toBe(words);
  });

  it("names the weekday in headings", () => {
    expect(dayHeading("2026-11-24", context)).toEqual({
      name: "Tomorrow",
      date: "Tuesday, 24 Nov",
    });
    expect(dayHeading("2026-12-03", context)).toEqual({ name: "Thursday", date: "3 Dec" });
  });
});

describe("a day and a time", () => {
  it("become an instant in the user's zone, and come back", () => {
    const dueDate = toDueDate("2026-11-25", "09:00", "Europe/Berlin");
    expect(dueDate).toBe("2026-11-25T08:00:00.000Z");
    expect(dueTime(dueDate, "Europe/Berlin")).toBe("09:00");
    expect(toDueDate("2026-11-25", null, "Europe/Berlin")).toBe("2026-11-25");
  });

  it("move forward where the clock skips the time", () => {
    expect(dueTime(toDueDate("2027-03-28", "02:30", "Europe/Berlin"), "Europe/Berlin")).toBe(
      "03:30",
    );
  });
});
