import { describe, expect, it } from "vitest";
import { parseQuickAdd } from "./parse-quick-add.ts";

// A Thursday, 11:00 in Berlin.
const options = {
  now: Date.parse("2026-11-05T10:00:00Z"),
  timeZone: "Europe/Berlin",
  weekStart: "monday",
} as const;

const due = (text: string, locale = "en-GB") => parseQuickAdd(text, { ...options, locale }).dueDate;

describe("one typing error is mended", () => {
  it.each([
    ["Call Ann tommorow", "2026-11-06"],
    ["Call Ann tomorroww", "2026-11-06"],
    ["Call Ann on thursdy", "2026-11-12"],
    ["Call Ann on wendesday", "2026-11-11"],
    ["Call Ann 3 febuary", "2027-02-03"],
    ["Call Ann 3 septmber", "2027-09-03"],
    ["Call Ann 3 apirl", "2027-04-03"],
  ])("in %j", (text, date) => {
    expect(due(text)).toBe(date);
  });

  it.each([
    ["Anna am Donerstag anrufen", "2026-11-12"],
    ["Anna ubermorgen anrufen", "2026-11-07"],
    ["Anna 3. Dezmber anrufen", "2026-12-03"],
  ])("in German %j", (text, date) => {
    expect(due(text, "de-DE")).toBe(date);
  });
});

describe("another word is not", () => {
  it.each([
    "Buy a sundae",
    "Walk in the marsh",
    "Visit Augusta 5",
    "Call Mandy",
    "Meet the match 3",
  ])("%j", (text) => {
    expect(parseQuickAdd(text, options)).toMatchObject({ title: text, found: [] });
  });

  it.each(["Morgan anrufen", "Leute einladen", "Montage planen", "Keine Sorgen machen"])(
    "%j in German",
    (text) => {
      expect(parseQuickAdd(text, { ...options, locale: "de-DE" })).toMatchObject({
        title: text,
        found: [],
      });
    },
  );
});
