import { describe, expect, it } from "vitest";
import { readDatePhrase } from "./read-date-phrase.ts";

// A Thursday, 12:30 in Berlin.
const options = { now: Date.parse("2026-11-26T11:30:00Z"), timeZone: "Europe/Berlin" };

describe("a phrase that says when", () => {
  it.each([
    ["25 Nov 2026", "2026-11-25", null],
    ["2030-05-04", "2030-05-04", null],
    ["tomorrow at 5pm", "2026-11-27T16:00:00.000Z", null],
    ["Every Monday", "2026-11-30", { pattern: "weekly", day_of_week: ["MO"] }],
    ["ev mon", "2026-11-30", { pattern: "weekly", day_of_week: ["MO"] }],
    ["sun", "2026-11-29", null],
    ["every! 3 days", "2026-11-26", { pattern: "custom", interval_days: 3, from: "completion" }],
    ["every day starting 1 dec", "2026-12-01", { pattern: "daily" }],
    ["every 15th", "2026-12-15", { pattern: "monthly", day_of_month: 15 }],
  ])("of English %j is %s", (phrase, dueDate, recurrence) => {
    expect(readDatePhrase(phrase, { ...options, locale: "en" })).toEqual({ dueDate, recurrence });
  });

  it.each([
    ["jeden Tag", "2026-11-26", { pattern: "daily" }],
    ["alle 2 Wochen", "2026-11-26", { pattern: "weekly", interval: 2 }],
    ["24.12.", "2026-12-24", null],
    ["mo", "2026-11-30", null],
  ])("of German %j is %s", (phrase, dueDate, recurrence) => {
    expect(readDatePhrase(phrase, { ...options, locale: "de" })).toEqual({ dueDate, recurrence });
  });

  it("is nothing when not all of it was understood", () => {
    for (const phrase of ["every full moon", "someday", "tomorrow p1", "friday, if dry", "#a", ""])
      expect(readDatePhrase(phrase, { ...options, locale: "en" })).toBeNull();
    expect(readDatePhrase(`${"every ".repeat(90)}day`, { ...options, locale: "en" })).toBeNull();
  });

  it("has a year that is current, where that is asked for", () => {
    for (const phrase of ["17 Aug", "Aug 17", "17th Aug", "the 17th of August", "17. August"]) {
      const read = (year: "next" | "current") =>
        readDatePhrase(phrase, { ...options, locale: "de", year })?.dueDate;
      expect(read("next"), phrase).toBe("2027-08-17");
      expect(read("current"), phrase).toBe("2026-08-17");
    }
  });

  it("has the edges of a month of that year as well", () => {
    const phrase = { ...options, locale: "en", year: "current" } as const;
    expect(readDatePhrase("mid january", phrase)?.dueDate).toBe("2026-01-15");
    expect(readDatePhrase("end of march", phrase)?.dueDate).toBe("2026-03-31");
  });

  it("repeats from the next date on, whatever year is asked for", () => {
    const phrase = { ...options, locale: "en", year: "current" } as const;
    expect(readDatePhrase("every 17 aug", phrase)?.dueDate).toBe("2027-08-17");
    expect(readDatePhrase("every year on 17 aug", phrase)?.dueDate).toBe("2027-08-17");
  });

  it("is read in another language in digits alone", () => {
    const read = (phrase: string) => readDatePhrase(phrase, { ...options, locale: "es" })?.dueDate;
    expect(read("mar 5")).toBeUndefined();
    expect(read("2026-12-01 18:30")).toBe("2026-12-01T17:30:00.000Z");
    expect(read("31/12/2026")).toBe("2026-12-31");
  });
});
