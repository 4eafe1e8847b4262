import fc from "fast-check";
import { limits } from "@pakaura/contract/task";
import { expect, describe, it, vi } from "vitest";
import { Cursor } from "./cursor.ts";
import { readLength } from "./find-phrases.ts";
import { parseQuickAdd, type QuickAdd } from "./parse-quick-add.ts";
import { maximumLeadMinutes } from "./read-lead.ts";

// A Thursday, 12:30 in Berlin.
const now = Date.parse("2026-11-26T11:30:00Z");
const berlin = { now, timeZone: "Europe/Berlin", weekStart: "monday" } as const;

function parse(text: string, locale = "en-GB"): QuickAdd {
  return parseQuickAdd(text, { ...berlin, locale });
}

/** The due date on the clock of the person: `2026-11-26` or `2026-11-26T12:30`. */
function localDue(text: string, locale?: string): string | null {
  const { dueDate } = parse(text, locale);
  if (dueDate === null || dueDate.length === 10) return dueDate;
  return Temporal.Instant.from(dueDate)
    .toZonedDateTimeISO(berlin.timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });
}

it("understands a whole line", () => {
  expect(parse("pay rent every 1st at 9am !high #home 1h before")).toMatchObject({
    title: "pay rent",
    dueDate: "2026-12-01T08:00:00.000Z",
    recurrence: { pattern: "monthly", day_of_month: 1 },
    priority: "high",
    tags: ["home"],
    reminderLeadMinutes: [60],
  });
});

it("says where it found each part", () => {
  const text = "pay rent every 1st at 9am !high #home 1h before";
  const found = parse(text).found.map(({ kind, start, end }) => [kind, text.slice(start, end)]);
  expect(found).toEqual([
    ["recurrence", "every 1st"],
    ["time", "at 9am"],
    ["priority", "!high"],
    ["tag", "#home"],
    ["reminder", "1h before"],
  ]);
});

describe("a due date", () => {
  it.each([
    ["x today", "2026-11-26"],
    ["x tomorrow", "2026-11-27"],
    ["the day after tomorrow x", "2026-11-28"],
    ["x fri 18:30", "2026-11-27T18:30"],
    ["call Ann friday about the party", "2026-11-27"],
    ["x thursday", "2026-12-03"],
    ["x next monday", "2026-11-30"],
    ["x next friday", "2026-12-04"],
    ["x friday next week", "2026-12-04"],
    ["sat 9:30 swim", "2026-11-28T09:30"],
    ["x on sunday", "2026-11-29"],
    ["x next week", "2026-11-30"],
    ["x this weekend", "2026-11-28"],
    ["x next weekend", "2026-12-05"],
    ["x next month", "2026-12-01"],
    ["x next year", "2027-01-01"],
    ["x end of month", "2026-11-30"],
    ["x in 3 days", "2026-11-29"],
    ["x in a week", "2026-12-03"],
    ["lie in the sun in 3 days", "2026-11-29"],
    ["x 3 days from now", "2026-11-29"],
    ["25 Dec", "2026-12-25"],
    ["x dec 25th", "2026-12-25"],
    ["x on january first", "2027-01-01"],
    ["x on the twenty second of january", "2027-01-22"],
    ["x 1 March 2028", "2028-03-01"],
    ["Fri, 4 Dec at 10am x", "2026-12-04T10:00"],
    ["x on the 15th", "2026-12-15"],
    ["x 29 Feb", "2028-02-29"],
    ["x 2026-12-25 14:00", "2026-12-25T14:00"],
    ["x 25.12.2026", "2026-12-25"],
    ["x 25/12/2026", "2026-12-25"],
    ["x tonight", "2026-11-26T20:00"],
    ["x tonight at 8", "2026-11-26T20:00"],
    ["x tomorrow morning", "2026-11-27T09:00"],
    ["tomorrow at 5 call Ann", "2026-11-27T17:00"],
    ["x tomorrow at six in the morning", "2026-11-27T06:00"],
    ["x in the evening at 8", "2026-11-26T20:00"],
    ["x at 2 at night", "2026-11-27T02:00"],
    ["x tonight at 2", "2026-11-27T02:00"],
    ["x tomorrow in the evening", "2026-11-27T19:00"],
    ["x in the evening", null],
    ["x tomorrow from 3pm to 4pm", "2026-11-27T15:00"],
    ["x tomorrow 3-4pm", "2026-11-27T15:00"],
    ["x from 11 to 1pm tomorrow", "2026-11-27T11:00"],
    ["x tomorrow from 11 to 1am", "2026-11-27T23:00"],
    ["x tomorrow 9am - 10am", "2026-11-27T09:00"],
    ["x tomorrow from 9 to 5", "2026-11-27T09:00"],
    ["x tomorrow 10:30-11:30", "2026-11-27T10:30"],
    ["x tomorrow 3 to 4 in the afternoon", "2026-11-27T15:00"],
    ["x tomorrow from 3 to 4 in the afternoon", "2026-11-27T15:00"],
    ["lunch at noon", "2026-11-27T12:00"],
    ["x at midnight", "2026-11-27T00:00"],
    ["x half past two", "2026-11-26T14:30"],
    ["x at 3", "2026-11-26T15:00"],
    ["x at 11", "2026-11-27T11:00"],
    ["x 9:30pm", "2026-11-26T21:30"],
    ["x in 2 hours", "2026-11-26T14:30"],
    ["x in half an hour", "2026-11-26T13:00"],
  ])("of %j is %s", (text, due) => {
    expect(localDue(text)).toBe(due);
  });

  it("reads 12/4/2027 as its country writes it", () => {
    expect(localDue("x 12/4/2027", "en-GB")).toBe("2027-04-12");
    expect(localDue("x 12/4/2027", "en-US")).toBe("2027-12-04");
  });

  it("knows on which day a week starts", () => {
    const options = { ...berlin, weekStart: "sunday" } as const;
    expect(parseQuickAdd("x next week", options).dueDate).toBe("2026-11-29");
  });

  it("is the last one that was written", () => {
    expect(parse("mail tomorrow what Ann needs on saturday")).toMatchObject({
      title: "mail tomorrow what Ann needs",
      dueDate: "2026-11-28",
    });
  });
});

describe("a recurrence", () => {
  it.each([
    ["every day", { pattern: "daily" }, "2026-11-26"],
    ["x every monday", { pattern: "weekly", day_of_week: ["MO"] }, "2026-11-30"],
    ["every other monday", { pattern: "weekly", day_of_week: ["MO"], interval: 2 }, "2026-11-30"],
    ["x every second day", { pattern: "custom", interval_days: 2 }, "2026-11-26"],
    [
      "every weekday at 8",
      { pattern: "weekly", day_of_week: ["MO", "TU", "WE", "TH", "FR"] },
      "2026-11-27T08:00",
    ],
    [
      "gym every mon, wed and fri at 7",
      { pattern: "weekly", day_of_week: ["MO", "WE", "FR"] },
      "2026-11-27T07:00",
    ],
    ["gym on mondays", { pattern: "weekly", day_of_week: ["MO"] }, "2026-11-30"],
    [
      "x every 2 weeks on mon and thu",
      { pattern: "weekly", day_of_week: ["MO", "TH"], interval: 2 },
      "2026-11-26",
    ],
    [
      "every 3 days after completion",
      { pattern: "custom", interval_days: 3, from: "completion" },
      "2026-11-26",
    ],
    ["x every! 3 days", { pattern: "custom", interval_days: 3, from: "completion" }, "2026-11-26"],
    ["every last day of the month", { pattern: "monthly", day_of_month: -1 }, "2026-11-30"],
    ["x every month on the 22nd", { pattern: "monthly", day_of_month: 22 }, "2026-12-22"],
    ["x on the 1st of every month", { pattern: "monthly", day_of_month: 1 }, "2026-12-01"],
    ["every 1st and 15th", { rrule: "FREQ=MONTHLY;BYMONTHDAY=1,15" }, "2026-12-01"],
    ["every first monday of the month", { rrule: "FREQ=MONTHLY;BYDAY=1MO" }, "2026-12-07"],
    ["Board every 2nd and 4th monday", { rrule: "FREQ=MONTHLY;BYDAY=2MO,4MO" }, "2026-12-14"],
    ["every first and last friday", { rrule: "FREQ=MONTHLY;BYDAY=1FR,-1FR" }, "2026-11-27"],
    [
      "every 2 months on the 1st and 3rd mon",
      { rrule: "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO,3MO" },
      "2026-12-07",
    ],
    [
      "Standup every monday through thursday at 9",
      { pattern: "weekly", day_of_week: ["MO", "TU", "WE", "TH"] },
      "2026-11-30T09:00",
    ],
    [
      "every mon-fri",
      { pattern: "weekly", day_of_week: ["MO", "TU", "WE", "TH", "FR"] },
      "2026-11-26",
    ],
    [
      "every saturday to monday",
      { pattern: "weekly", day_of_week: ["MO", "SA", "SU"] },
      "2026-11-28",
    ],
    [
      "every monday until next friday",
      { pattern: "weekly", day_of_week: ["MO"], until: "2026-12-04" },
      "2026-11-30",
    ],
    [
      "Walk every day except sunday",
      { pattern: "weekly", day_of_week: ["MO", "TU", "WE", "TH", "FR", "SA"] },
      "2026-11-26",
    ],
    [
      "Walk daily except on sundays and mondays",
      { pattern: "weekly", day_of_week: ["TU", "WE", "TH", "FR", "SA"] },
      "2026-11-26",
    ],
    [
      "every day except weekends",
      { pattern: "weekly", day_of_week: ["MO", "TU", "WE", "TH", "FR"] },
      "2026-11-26",
    ],
    [
      "every weekday but friday at 9",
      { pattern: "weekly", day_of_week: ["MO", "TU", "WE", "TH"] },
      "2026-11-30T09:00",
    ],
    ["x every year on the 24th of december", { pattern: "yearly" }, "2026-12-24"],
    ["x every last friday", { rrule: "FREQ=MONTHLY;BYDAY=-1FR" }, "2026-11-27"],
    ["every 25 Dec", { pattern: "yearly" }, "2026-12-25"],
    ["x every year on 3 May", { pattern: "yearly" }, "2027-05-03"],
    ["x every quarter", { pattern: "monthly", interval: 3 }, "2026-11-26"],
    ["report weekly", { pattern: "weekly" }, "2026-11-26"],
    ["set a monthly reminder for paying rent", { pattern: "monthly" }, "2026-11-26"],
    ["every morning meditate", { pattern: "daily" }, "2026-11-27T09:00"],
    ["every day until 1 March", { pattern: "daily", until: "2027-03-01" }, "2026-11-26"],
    ["every day 10 times", { pattern: "daily", count: 10 }, "2026-11-26"],
    ["every monday starting 7 Dec", { pattern: "weekly", day_of_week: ["MO"] }, "2026-12-07"],
    ["every monday at midnight", { pattern: "weekly", day_of_week: ["MO"] }, "2026-11-30T00:00"],
  ])("%j", (text, recurrence, due) => {
    expect(parse(text).recurrence).toEqual(recurrence);
    expect(localDue(text)).toBe(due);
  });

  it("stays title as a whole where its end cannot be", () => {
    const text = "x every day from 7 Dec until 2 Dec 2026";
    expect(parse(text)).toMatchObject({ title: text, recurrence: null, dueDate: null });
  });

  it("keeps the words of its kind as title without one", () => {
    expect(parse("knock 10 times until friday")).toMatchObject({
      title: "knock 10 times until friday",
      dueDate: null,
    });
  });
});

describe("priority, tags and reminders", () => {
  it.each([
    ["!high", "high"],
    ["!urgent", "urgent"],
    ["!!", "high"],
    ["!!!", "urgent"],
    ["p1", "urgent"],
    ["p4", "low"],
    ["high priority", "high"],
    ["priority low", "low"],
  ])("%s is a priority", (mark, priority) => {
    expect(parse(`Fix it ${mark}`)).toMatchObject({ title: "Fix it", priority });
  });

  it("takes tags in the form that they are kept in", () => {
    expect(parse("Pay #Home #2026-plans, #home").tags).toEqual(["home", "2026-plans"]);
  });

  it("leaves what is too many for a task", () => {
    const tags = Array.from({ length: 12 }, (_, index) => `#tag-${index}`);
    const parsed = parse(`x ${tags.join(" ")}`);
    expect(parsed.tags).toHaveLength(limits.tagsPerTask);
    expect(parsed.title).toBe("x #tag-10 #tag-11");
  });

  it.each([
    ["x tomorrow 1h before", [60]],
    ["x tomorrow 1 day before and 30 min before", [1440, 30]],
    ["x remind me 15 minutes before", [15]],
    ["remind me one hour before the meeting tomorrow", [60]],
    ["x tomorrow half an hour before", [30]],
    ["x tomorrow 1 day and 1 hour before", [1440, 60]],
    ["x tomorrow a week, 2 days and half an hour before", [10080, 2880, 30]],
    ["x remind me the day and 1h before", [1440, 60]],
    ["x tomorrow 1 hour and 30 minutes before", [90]],
    ["x tomorrow 1h30m before", [90]],
    ["x tomorrow 2d 12h before", [3600]],
    ["x tomorrow 1 day, 1 hour and 15 min before", [1440, 75]],
    ["x tomorrow 1 month and 1 hour before", null],
    ["run 5 m 1h before tomorrow", [60]],
    ["leave 1 day and 1 hour before lunch", null],
    ["x tomorrow remind me when due", [0]],
    ["x tomorrow no reminder", []],
    ["x tomorrow 29 days before", null],
    ["leave 1h before lunch", null],
  ])("%j has lead times %j", (text, leads) => {
    expect(parse(text).reminderLeadMinutes).toEqual(leads);
  });

  it.each([
    "Dentist tomorrow 1h before and 1 day before",
    "Dentist tomorrow 1h before, 1 day before",
    "Dentist tomorrow 1h before & 1 day before",
    "Dentist tomorrow remind me 1 hour before, and 1 day before",
    "Dentist tomorrow 1h and 1 day before",
    "Dentist remind me 1h, 1 day before tomorrow",
  ])("what joins the lead times of %j is no title", (text) => {
    expect(parse(text)).toMatchObject({ title: "Dentist", reminderLeadMinutes: [60, 1440] });
  });

  it("has the contract's limit of a lead time", () => {
    expect(maximumLeadMinutes).toBe(limits.reminderLeadMinutes);
  });
});

describe("a title", () => {
  it.each([
    "April may sun second",
    "March on Rome",
    "Update to 2.5.1",
    "Upgrade Node 26.10.0",
    "Flat #4",
    "C# and #C++",
    "Support 24/7",
    "Monday mornings",
    "Monday meeting prep",
    "Watch Black Friday deals",
    "buy sun cream",
    "headache since friday",
    "meet on the 2nd floor",
    "read the 2nd chapter",
    "count from 1 to 10",
    "count from 1 - 10",
    "read John 3:16 to 3:18",
    "open 9am-10am",
    "John 3:16",
    "at 5 Main Street",
    "weekly report",
    "take a daily walk",
    "today's news",
    "9am-10am",
    "P1 incident review",
    "Wow!!",
    "3d print",
    "31 Nov",
    "2026-13-40",
    'quote "next week" now',
    "see https://example.org/tomorrow",
    "every 1st and 15th monday",
    "every 1st and last",
    "trip monday to friday",
    "shop open on monday - friday",
    "call monday in two weeks",
    "call on monday 2 weeks from now",
    "friday or saturday",
    "every 0 days",
    "Buy milk!",
    "Ask: what is a #?",
    "Say !important things",
    "50 % of “this” — and émile’s 日本語 🎉",
  ])("stays %j", (text) => {
    expect(parse(text)).toMatchObject({ title: text, found: [] });
  });

  it.each([
    ["Bake a cake tomorrow.", "Bake a cake."],
    ["buy bread tomorrow, then milk", "buy bread, then milk"],
    ["low priority: sweep", "sweep"],
    ["Standup every monday through thursday at 9", "Standup"],
    ["Walk every day except sunday", "Walk"],
    ["Walk every day except 25 December", "Walk every day except 25 December"],
    ["(tomorrow) sweep", "sweep"],
    ["Sync tomorrow from 3pm to 4pm", "Sync"],
    ["Sync tomorrow from 3pm until 4pm about it", "Sync about it"],
    ["Sync tomorrow 3-4pm", "Sync"],
    ["Read 3 - 4 books tomorrow", "Read 3 - 4 books"],
    ["Sell from 2.50 to 3.50 tomorrow", "Sell from 2.50 to 3.50"],
    ["Test @ tomorrow 19:00", "Test"],
  ])("of %j is %j", (text, title) => {
    expect(parse(text).title).toBe(title);
  });

  it("keeps what was taken back, and nothing inside it is found", () => {
    const text = "Plan every monday tomorrow";
    const ignore = [{ start: 5, end: 17 }];
    expect(parseQuickAdd(text, { ...berlin, ignore })).toMatchObject({
      title: "Plan every monday",
      recurrence: null,
      dueDate: "2026-11-27",
    });
  });
});

describe("German", () => {
  it.each([
    ["Miete jeden 1. um 9 Uhr !hoch #wohnung 1 Stunde vorher", "Miete", "2026-12-01T09:00"],
    ["morgen Abend Sport", "Sport", "2026-11-27T19:00"],
    ["heute Abend um 8 lesen", "lesen", "2026-11-26T20:00"],
    ["Bericht bis Freitag", "Bericht", "2026-11-27"],
    ["nächste Woche Zahnarzt", "Zahnarzt", "2026-11-30"],
    ["Kino am 25.12.2026 um 18 Uhr", "Kino", "2026-12-25T18:00"],
    ["morgen halb neun Bus", "Bus", "2026-11-27T08:30"],
    ["in 3 Tagen gießen", "gießen", "2026-11-29"],
    ["morgen Zug 1 Tag und eine halbe Stunde vorher", "Zug", "2026-11-27"],
    ["Miete 4.12. um 10", "Miete", "2026-12-04T10:00"],
    ["Miete am 4.12.", "Miete", "2026-12-04"],
    ["Fr, 4. 12. Miete", "Miete", "2026-12-04"],
    ["Miete bis zum 25.11.", "Miete", "2027-11-25"],
    ["Kurs am 31.11.", "Kurs am 31.11.", null],
    ["Python 3.1.4 bauen", "Python 3.1.4 bauen", null],
    ["Zahnarzt morgen 17:30 Uhr", "Zahnarzt", "2026-11-27T17:30"],
    ["Zahnarzt morgen um 17.30 Uhr", "Zahnarzt", "2026-11-27T17:30"],
    ["Zahnarzt morgen 9.05 Uhr", "Zahnarzt", "2026-11-27T09:05"],
    ["Zahnarzt 17Uhr", "Zahnarzt", "2026-11-26T17:00"],
    ["1.50 Euro zahlen", "1.50 Euro zahlen", null],
    ["Tabletten abends um 8", "Tabletten", "2026-11-26T20:00"],
    ["Tabletten um 8 abends", "Tabletten", "2026-11-26T20:00"],
    ["morgens um 6 Tabletten", "Tabletten", "2026-11-27T06:00"],
    ["Essen mittags um 1", "Essen", "2026-11-26T13:00"],
    ["Essen mittags um 11", "Essen", "2026-11-27T11:00"],
    ["Tabletten nachts um 2", "Tabletten", "2026-11-27T02:00"],
    ["Tabletten heute Nacht um 2", "Tabletten", "2026-11-27T02:00"],
    ["Sport Freitag abends", "Sport", "2026-11-27T19:00"],
    ["Sport morgen nachmittags um 4", "Sport", "2026-11-27T16:00"],
    ["Sport Montag Morgen", "Sport", "2026-11-30T09:00"],
    ["Lunch Freitag Mittag", "Lunch", "2026-11-27T12:00"],
    ["Gala jedes Jahr am 24. Dezember", "Gala", "2026-12-24"],
    ["Gala jedes Jahr am 24.12.", "Gala", "2026-12-24"],
    ["Anruf Montag in zwei Wochen", "Anruf", "2026-12-14"],
    ["Tabletten abends", "Tabletten abends", null],
    ["Tee jeden Morgen", "Tee", "2026-11-27T09:00"],
    ["Tee jeden Vormittag", "Tee", "2026-11-27T09:00"],
    ["Tee jeden Mittag", "Tee", "2026-11-27T12:00"],
    ["Tee jeden Nachmittag", "Tee", "2026-11-26T15:00"],
    ["Tee jeden Abend um 8", "Tee", "2026-11-26T20:00"],
    ["Tee jede Nacht um 2", "Tee", "2026-11-27T02:00"],
    ["Kurs morgen von 15 bis 16 Uhr", "Kurs", "2026-11-27T15:00"],
    ["Kurs morgen von 17.30 bis 18.30 Uhr", "Kurs", "2026-11-27T17:30"],
    ["Kurs morgen 15-16 Uhr", "Kurs", "2026-11-27T15:00"],
    ["Kurs Freitag 10:30 bis 12:00", "Kurs", "2026-11-27T10:30"],
    ["buy milk tomorrow", "buy milk", "2026-11-27"],
    ["do the dishes so that", "do the dishes so that", null],
  ])("%j is %j, due %s", (text, title, due) => {
    expect(parse(text, "de-DE").title).toBe(title);
    expect(localDue(text, "de-DE")).toBe(due);
  });

  it.each([
    ["jeden Tag bis 1. März", { pattern: "daily", until: "2027-03-01" }],
    ["alle 3 Tage nach Erledigung", { pattern: "custom", interval_days: 3, from: "completion" }],
    ["jeden zweiten Montag", { pattern: "weekly", day_of_week: ["MO"], interval: 2 }],
    ["jeden letzten Tag des Monats", { pattern: "monthly", day_of_month: -1 }],
    ["Tee jeden Morgen", { pattern: "daily" }],
    ["Tee jeden Abend um 8", { pattern: "daily" }],
    ["jeden 2. und 4. Montag", { rrule: "FREQ=MONTHLY;BYDAY=2MO,4MO" }],
    [
      "jeden Montag bis Freitag um 8",
      { pattern: "weekly", day_of_week: ["MO", "TU", "WE", "TH", "FR"] },
    ],
    [
      "täglich außer sonntags",
      { pattern: "weekly", day_of_week: ["MO", "TU", "WE", "TH", "FR", "SA"] },
    ],
    [
      "jeden Tag außer am Wochenende",
      { pattern: "weekly", day_of_week: ["MO", "TU", "WE", "TH", "FR"] },
    ],
    ["Gala jedes Jahr am 24. Dezember", { pattern: "yearly" }],
    ["Gala jedes Jahr am 24.12.", { pattern: "yearly" }],
    ["Müll montags", { pattern: "weekly", day_of_week: ["MO"] }],
  ])("%j repeats", (text, recurrence) => {
    expect(parse(text, "de").recurrence).toEqual(recurrence);
  });
});

describe("German lead times", () => {
  it.each([
    ["Zug morgen 1h30m vorher", [90]],
    ["Zug morgen 1 Std. vorher", [60]],
    ["Zug morgen 30 Min. vorher", [30]],
    ["Zug morgen 1 Std. 30 Min. vorher", [90]],
    ["Zug morgen 1 Tag und 2 Std. vorher", [1440, 120]],
    ["Seil 5 m morgen", null],
  ])("of %j are %j", (text, leads) => {
    expect(parse(text, "de").reminderLeadMinutes).toEqual(leads);
  });
});

/** Words that are looked up for each letter of a line, in two languages. */
const mostLookUps = 200;

describe("whatever is typed", () => {
  const words = fc.constantFrom(
    ...'every 1st 2nd monday at 9 9am 18:30 tomorrow until 1 March 10 times !high #home #x, 1h before remind me no reminder in 3 days next week "the" of and last other after completion p1 !! ( ) . - 2026-12-25 25/12/2026 sun may 99999 weekly morning call Ann ß 🎉 jeden um Uhr morgen bis from to 4pm except sunday abends 4.12. Std. and 4th'.split(
      " ",
    ),
  );
  const lines = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 80 }),
    fc.array(words, { maxLength: 12 }).map((list) => list.join(" ")),
  );
  const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Pacific/Apia", "UTC");
  const locales = fc.constantFrom("en-GB", "en-US", "de-DE");

  it("never fails, and finds pieces of the text, none over another", () => {
    fc.assert(
      fc.property(lines, zones, locales, (text, timeZone, locale) => {
        const { found, title } = parseQuickAdd(text, { ...berlin, timeZone, locale });
        let end = 0;
        for (const span of found) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        expect(lettersOf(title)).toBe(lettersOf(without(text, found)));
      }),
    );
  });

  it.each(
    // Each begins phrases at each of its words, and none that is ever over.
    [
      "a@",
      "every ",
      "1st, ",
      "!",
      '"',
      "a",
      "1. ",
      "from 3 - ",
      "every 1st and ",
      "daily bins on monday ",
      "in 2 days ",
      "12/18 ",
    ],
  )("looks up few words for each letter of a long line of %j, and loses no letter", (piece) => {
    const lookUps = vi.spyOn(Cursor.prototype, "take");
    const text = piece.repeat(20_000 / piece.length);
    const { title, found } = parse(text, "de");
    expect(lettersOf(title)).toBe(lettersOf(without(text, found)));
    expect(lookUps.mock.calls.length).toBeLessThan(mostLookUps * readLength);
    lookUps.mockRestore();
  });

  it("finds nothing in a text that was taken back as a whole", () => {
    fc.assert(
      fc.property(lines, (text) => {
        const ignore = [{ start: 0, end: text.length }];
        const parsed = parseQuickAdd(text, { ...berlin, ignore });
        expect(parsed).toMatchObject({ found: [], dueDate: null, recurrence: null, tags: [] });
      }),
    );
  });
});

function without(text: string, spans: readonly { start: number; end: number }[]): string {
  return spans.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
