import { describe, expect, it } from "vitest";
import { parseQuickAdd } from "./parse-quick-add.ts";

// A Thursday, 11:00 in Berlin.
const options = {
  now: Date.parse("2026-11-05T10:00:00Z"),
  timeZone: "Europe/Berlin",
  weekStart: "monday",
} as const;

function read(text: string, locale = "en-GB") {
  const { title, dueDate, recurrence, found } = parseQuickAdd(text, { ...options, locale });
  return { title, dueDate, recurrence, found };
}

describe("of a phrase that is half understood nothing is picked", () => {
  it.each([
    "x 12/18 6:45am",
    "Party 12/18 with Ann at 6:45am",
    "x wensday 3pm",
    "monday meeting at 5pm",
    "x every april 1st and december 24th",
    "x every april and december on the 1st and 24th",
    "x every jan and jul 1st",
    "x every 3 hours at 9am",
    "x every day except 25 December",
    "x every morning and evening",
    "x every morning at 7 and every evening at 6",
    "x every day next week",
    "x every day this week",
    "x every month on friday",
    "x every monday or thursday",
    "x every day at 8:15 and 20:30",
    "x twice daily",
    "x 3 times a week",
    "x in a day or two",
    "x friday or saturday",
    "x mon wed fri 6am",
    "x mon-wed 9am",
    "x friday 8",
    "x until 5pm",
    "x tomorrow at 8am and 8pm",
    "x every day from 7 Dec until 2 Dec 2026",
    "x friday 14 november 2026",
    "x tomorrow at 2pm PST",
  ])("%j", (text) => {
    expect(read(text)).toEqual({ title: text, dueDate: null, recurrence: null, found: [] });
  });

  it.each([
    "x jeden Morgen und Abend",
    "x jedes Jahr am 1. April und 24. Dezember",
    "x zweimal täglich",
    "x alle zwei bis drei Tage",
    "x Montag oder Dienstag",
    "x jeden Tag im Dezember",
    "x 12/18 um 9",
  ])("%j in German", (text) => {
    expect(read(text, "de-DE")).toEqual({
      title: text,
      dueDate: null,
      recurrence: null,
      found: [],
    });
  });
});

it("leaves numbers of the title alone", () => {
  for (const title of [
    "Read chapters 3-4",
    "Rent a car for 2 days",
    "Order a 24/7 sticker",
    "Finish the q3 report",
  ])
    expect(read(`${title} tomorrow`)).toMatchObject({ title, dueDate: "2026-11-06" });
});

it("keeps what the person took back, whatever it looks like", () => {
  const ignore = [{ start: 2, end: 14 }];
  expect(parseQuickAdd("x every monday tomorrow", { ...options, ignore })).toMatchObject({
    title: "x every monday",
    dueDate: "2026-11-06",
  });
});

describe("day and month are in the order of the locale", () => {
  it.each([
    ["12/18", "en-US", "2026-12-18"],
    ["12/18", "en-GB", null],
    ["27/1", "en-GB", "2027-01-27"],
    ["27/1", "en-US", null],
    ["5/12", "en-GB", "2026-12-05"],
    ["5/12", "en-US", "2027-05-12"],
    ["12-05-2026", "en-US", "2026-12-05"],
    ["12-05-2027", "en-GB", "2027-05-12"],
    ["24.12.", "de-DE", "2026-12-24"],
    ["24.12.26", "de-DE", "2026-12-24"],
    ["24.12.", "en-GB", null],
    ["24/12", "de-DE", null],
  ])("%s in %s is %s", (date, locale, due) => {
    expect(read(`Dentist ${date}`, locale).dueDate).toBe(due);
  });
});

describe("a part of the day that has begun", () => {
  it.each([
    ["2026-11-05T21:50:00Z", "tonight", "2026-11-05T22:30:00.000Z"],
    ["2026-11-05T22:55:00Z", "tonight", "2026-11-05T22:59:00.000Z"],
    ["2026-11-05T22:59:30Z", "tonight", "2026-11-05"],
    ["2026-11-05T10:00:00Z", "this morning", "2026-11-05T10:30:00.000Z"],
    ["2026-11-05T15:00:00Z", "this morning", "2026-11-05"],
    ["2026-11-05T10:00:00Z", "today at 9", "2026-11-05T20:00:00.000Z"],
  ])("at %s: %s is %s", (now, words, due) => {
    expect(parseQuickAdd(`x ${words}`, { ...options, now: Date.parse(now) }).dueDate).toBe(due);
  });
});
