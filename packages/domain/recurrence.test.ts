import { describe, expect, test } from "vitest";
import { moveRecurrence } from "./move-recurrence.ts";
import { berlin, clock, datesOf, seriesOf } from "./recurrence.case.ts";
import {
  isFollowed,
  nextDates,
  nextInstanceDate,
  nextOccurrences,
  toRecurrence,
} from "./recurrence.ts";

describe("days that a month lacks", () => {
  test("the 31st rolls to the next valid day, and the following one comes from the rule", () => {
    const rolled = ["2026-03-01", "2026-03-31", "2026-05-01", "2026-05-31", "2026-07-01"];
    expect(datesOf({ pattern: "monthly", day_of_month: 31 }, "2026-01-31")).toEqual(rolled);
    expect(datesOf({ pattern: "monthly" }, "2026-01-31")).toEqual(rolled);
    expect(datesOf({ rrule: "FREQ=MONTHLY;BYMONTHDAY=31" }, "2026-01-31")).toEqual(rolled);
  });

  test("a rolled date does not move the series: asked from 1 March, the next is 31 March", () => {
    const rule = seriesOf({ pattern: "monthly", day_of_month: 31 }, "2026-01-31");
    const now = Date.parse("2026-03-01T08:00:00Z");
    expect(nextDates(rule, { dueDate: "2026-03-01", timeZone: berlin, now })[0]).toBe("2026-03-31");
  });

  test("29 and 30 roll only in February, also every two months", () => {
    expect(
      datesOf({ pattern: "monthly", day_of_month: 30, interval: 2 }, "2025-12-30", {
        now: "2025-12-30T00:00:00Z",
      }),
    ).toEqual(["2026-03-01", "2026-04-30", "2026-06-30", "2026-08-30", "2026-10-30"]);
  });

  test("-1 is the last day of the month", () => {
    expect(datesOf({ pattern: "monthly", day_of_month: -1 }, "2026-01-31")).toEqual([
      "2026-02-28",
      "2026-03-31",
      "2026-04-30",
      "2026-05-31",
      "2026-06-30",
    ]);
  });

  test("29 February comes on 1 March in common years and again on the 29th in leap years", () => {
    expect(datesOf({ pattern: "yearly" }, "2024-02-29", { now: "2024-02-29T00:00:00Z" })).toEqual([
      "2025-03-01",
      "2026-03-01",
      "2027-03-01",
      "2028-02-29",
      "2029-03-01",
    ]);
  });

  test("an rrule that is no simple pattern skips what does not exist, as RFC 5545 says", () => {
    expect(datesOf({ rrule: "FREQ=MONTHLY;BYMONTHDAY=30,31" }, "2026-01-31")).toEqual([
      "2026-03-30",
      "2026-03-31",
      "2026-04-30",
      "2026-05-30",
      "2026-05-31",
    ]);
  });

  test("SKIP of RFC 7529 says it outright", () => {
    const skip = (name: string) => ({
      rrule: `RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=${name}`,
    });
    expect(datesOf(skip("OMIT"), "2026-01-31").slice(0, 2)).toEqual(["2026-03-31", "2026-05-31"]);
    expect(datesOf(skip("BACKWARD"), "2026-01-31").slice(0, 2)).toEqual([
      "2026-02-28",
      "2026-03-31",
    ]);
    expect(datesOf(skip("FORWARD"), "2026-01-31").slice(0, 2)).toEqual([
      "2026-03-01",
      "2026-03-31",
    ]);
  });

  test("two days that roll to one are one date", () => {
    const rule = { rrule: "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=1,30,31;SKIP=FORWARD" };
    expect(datesOf(rule, "2026-01-31")).toEqual([
      "2026-02-01",
      "2026-03-01",
      "2026-03-30",
      "2026-03-31",
      "2026-04-01",
    ]);
  });
});

describe("clock changes", () => {
  const zones = [
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Africa/Cairo",
  ];

  test.each(
    zones.flatMap((zone) => ["00:30", "01:30", "02:30"].map((time) => [zone, time] as const)),
  )(
    "daily in %s at %s is there once on each day of two years, late by the gap at most",
    (timeZone, time) => {
      const start = Temporal.PlainDateTime.from(`2026-01-01T${time}`).toZonedDateTime(timeZone);
      const dueDate = new Date(start.epochMilliseconds).toISOString();
      const rule = seriesOf({ pattern: "daily" }, dueDate, { timeZone });
      const dates = nextOccurrences(rule, { after: "2025-12-31", timeZone, count: 730 });
      dates.forEach((date, index) => {
        const day = start.toPlainDate().add({ days: index });
        const expected = day
          .toPlainDateTime(time)
          .toZonedDateTime(timeZone, { disambiguation: "compatible" });
        expect(Date.parse(date)).toBe(expected.epochMilliseconds);
        expect(clock(date, timeZone).slice(0, 10)).toBe(day.toString());
      });
    },
  );

  test("a daily 09:00 stays 09:00 on both changes", () => {
    const spring = datesOf({ pattern: "daily" }, "2026-03-28T08:00:00.000Z");
    expect(spring.slice(0, 2)).toEqual(["2026-03-29T07:00:00.000Z", "2026-03-30T07:00:00.000Z"]);
    const autumn = datesOf({ pattern: "daily" }, "2026-10-24T07:00:00.000Z");
    expect(autumn.slice(0, 2)).toEqual(["2026-10-25T08:00:00.000Z", "2026-10-26T08:00:00.000Z"]);
  });

  test("a time that does not exist moves forward for that day alone, an ambiguous one is the first", () => {
    const spring = datesOf({ pattern: "daily" }, "2026-03-28T01:30:00.000Z");
    expect(spring.map((date) => clock(date, berlin)).slice(0, 2)).toEqual([
      "2026-03-29 03:30",
      "2026-03-30 02:30",
    ]);
    expect(datesOf({ pattern: "daily" }, "2026-10-24T00:30:00.000Z")[0]).toBe(
      "2026-10-25T00:30:00.000Z",
    );
    const halfHour = datesOf({ pattern: "daily" }, "2026-10-02T15:45:00.000Z", {
      timeZone: "Australia/Lord_Howe",
    });
    expect(clock(halfHour[0] ?? "", "Australia/Lord_Howe")).toBe("2026-10-04 02:45");
  });

  test("two times of one day that a gap brings together are one, in order", () => {
    const dates = datesOf(
      { rrule: "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30" },
      "2026-03-29T00:00:00.000Z",
    );
    expect(dates.map((date) => clock(date, berlin)).slice(0, 3)).toEqual([
      "2026-03-29 03:00",
      "2026-03-29 03:30",
      "2026-03-30 02:00",
    ]);
  });

  test("an all-day date is the same day in every time zone", () => {
    for (const timeZone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"]) {
      expect(datesOf({ pattern: "weekly" }, "2026-03-28", { timeZone })[0]).toBe("2026-04-04");
    }
  });
});

describe("ends", () => {
  test("COUNT counts the first date, UNTIL takes in the whole last day", () => {
    expect(datesOf({ pattern: "daily", count: 3 }, "2026-01-05")).toEqual([
      "2026-01-06",
      "2026-01-07",
    ]);
    expect(datesOf({ pattern: "daily", until: "2026-01-07" }, "2026-01-05")).toEqual([
      "2026-01-06",
      "2026-01-07",
    ]);
    const late = datesOf({ pattern: "daily", until: "2026-01-06" }, "2026-01-05T22:30:00.000Z");
    expect(late).toEqual(["2026-01-06T22:30:00.000Z"]);
    expect(
      datesOf({ pattern: "daily", until: "2026-01-06T22:30:00Z" }, "2026-01-05T22:30:00.000Z"),
    ).toEqual(late);
    expect(
      datesOf({ pattern: "daily", until: "2026-01-06T22:29:59Z" }, "2026-01-05T22:30:00.000Z"),
    ).toEqual([]);
  });

  test("a first date beside the rule counts as one", () => {
    expect(datesOf({ pattern: "weekly", day_of_week: ["MO"], count: 3 }, "2026-01-07")).toEqual([
      "2026-01-12",
      "2026-01-19",
    ]);
  });

  test("a stopped series has no next dates", () => {
    const rule = { ...seriesOf({ pattern: "daily" }, "2026-01-05"), active: false };
    const moment = { dueDate: "2026-01-05", timeZone: berlin, now: 0 };
    expect(nextDates(rule, moment)).toEqual([]);
    expect(nextInstanceDate(rule, { ...moment, completedAt: 0, setAt: 0 })).toBeNull();
  });
});

describe("next dates", () => {
  test("none lies in the past: a past start gives the next future dates", () => {
    const now = "2026-11-22T12:00:00Z";
    expect(datesOf({ pattern: "daily" }, "2026-11-12", { now })[0]).toBe("2026-11-23");
    expect(datesOf({ pattern: "daily" }, "2026-11-12T13:00:00.000Z", { now })[0]).toBe(
      "2026-11-22T13:00:00.000Z",
    );
    expect(datesOf({ pattern: "daily", interval: 3 }, "2026-11-12", { now })[0]).toBe("2026-11-24");
  });

  test("a task without a due date gets the first occurrence from now", () => {
    const now = "2026-11-23T23:30:00Z"; // already Tuesday in Berlin
    expect(seriesOf({ pattern: "daily" }, null, { now }).startsAt).toBe("2026-11-24");
    expect(seriesOf({ pattern: "weekly", day_of_week: ["MO", "TH"] }, null, { now }).startsAt).toBe(
      "2026-11-26",
    );
    expect(seriesOf({ pattern: "monthly", day_of_month: 31 }, null, { now }).startsAt).toBe(
      "2026-12-01",
    );
    expect(seriesOf({ rrule: "FREQ=DAILY;BYHOUR=9" }, null, { now }).startsAt).toBe(
      "2026-11-24T08:00:00.000Z",
    );
    expect(seriesOf({ rrule: "FREQ=DAILY;BYHOUR=0" }, null, { now }).startsAt).toBe(
      "2026-11-24T23:00:00.000Z",
    );
  });

  test("the answer has the form of the contract", () => {
    const rule = seriesOf(
      { pattern: "weekly", day_of_week: ["TH", "MO"] },
      "2026-11-23T09:00:00.000Z",
    );
    const answer = toRecurrence(rule, {
      dueDate: rule.startsAt,
      timeZone: "UTC",
      now: Date.parse(rule.startsAt),
    });
    expect(answer).toEqual({
      pattern: "weekly",
      interval: 1,
      day_of_week: ["MO", "TH"],
      day_of_month: null,
      interval_days: null,
      rrule: "FREQ=WEEKLY;BYDAY=MO,TH",
      from: "due_date",
      active: true,
      next_dates: ["26", "30"]
        .map((day) => `2026-11-${day}T09:00:00.000Z`)
        .concat(["03", "07", "10"].map((day) => `2026-12-${day}T09:00:00.000Z`)),
    });
  });
});

describe("the next instance", () => {
  const at = Date.parse;
  const daily = seriesOf({ pattern: "daily" }, "2026-11-12");
  const day = { timeZone: berlin, setAt: 0 };

  test("completed in time or early, it is the date after the due date", () => {
    const completedAt = at("2026-11-10T10:00:00Z");
    expect(
      nextInstanceDate(daily, { ...day, dueDate: "2026-11-12", completedAt, now: completedAt }),
    ).toBe("2026-11-13");
  });

  test("completed late, it is the next future date, not the one after the due date", () => {
    const completedAt = at("2026-11-22T10:00:00Z");
    expect(
      nextInstanceDate(daily, { ...day, dueDate: "2026-11-12", completedAt, now: completedAt }),
    ).toBe("2026-11-23");
  });

  test("open when its next date arrives, it is that date, and of several missed ones the latest", () => {
    const open = { ...day, dueDate: "2026-11-12", completedAt: null };
    expect(nextInstanceDate(daily, { ...open, now: at("2026-11-12T10:00:00Z") })).toBe(
      "2026-11-13",
    );
    expect(nextInstanceDate(daily, { ...open, now: at("2026-11-12T23:00:00Z") })).toBe(
      "2026-11-13",
    );
    expect(nextInstanceDate(daily, { ...open, now: at("2026-11-20T10:00:00Z") })).toBe(
      "2026-11-20",
    );
  });

  test("what had passed when the series was set gives the next future date, done or not", () => {
    const now = at("2026-11-20T10:00:00Z");
    const late = { ...day, dueDate: "2026-11-12", setAt: at("2026-11-20T09:00:00Z"), now };
    expect(nextInstanceDate(daily, { ...late, completedAt: null })).toBe("2026-11-21");
    expect(nextInstanceDate(daily, { ...late, completedAt: now })).toBe("2026-11-21");
    const later = { ...late, now: at("2026-11-23T10:00:00Z") };
    expect(nextInstanceDate(daily, { ...later, completedAt: null })).toBe("2026-11-23");
  });

  test("an open instance is followed from the moment that the next date arrives", () => {
    const open = { ...day, dueDate: "2026-11-12" };
    expect(isFollowed(daily, { ...open, now: at("2026-11-12T22:59:59Z") })).toBe(false);
    expect(isFollowed(daily, { ...open, now: at("2026-11-12T23:00:00Z") })).toBe(true);
    const now = at("2026-11-20T10:00:00Z");
    expect(isFollowed({ ...daily, repeatFrom: "completion" }, { ...open, now })).toBe(false);
    expect(isFollowed({ ...daily, active: false }, { ...open, now })).toBe(false);
  });

  test("from completion it counts from the local day of completion at the same local time", () => {
    const rule = seriesOf(
      { pattern: "custom", interval_days: 3, from: "completion" },
      "2026-03-26T08:00:00.000Z",
    );
    const completedAt = at("2026-03-27T22:30:00Z");
    const next = nextInstanceDate(rule, {
      ...day,
      dueDate: rule.startsAt,
      completedAt,
      now: completedAt,
    });
    expect(clock(next ?? "", berlin)).toBe("2026-03-30 09:00");
  });

  test("from completion on a rule's own day, before its time, it is not that day again", () => {
    const rule = seriesOf(
      { pattern: "weekly", day_of_week: ["MO"], from: "completion" },
      "2026-11-16T08:00:00.000Z",
    );
    const completedAt = at("2026-11-23T06:00:00Z");
    expect(
      nextInstanceDate(rule, { ...day, dueDate: rule.startsAt, completedAt, now: completedAt }),
    ).toBe("2026-11-30T08:00:00.000Z");
  });

  test("from completion nothing follows an open instance, and COUNT goes by the instance's place", () => {
    const rule = seriesOf({ pattern: "daily", from: "completion", count: 3 }, "2026-11-12");
    const moment = { ...day, dueDate: "2026-11-13", now: at("2026-11-14T10:00:00Z") };
    expect(nextInstanceDate(rule, { ...moment, completedAt: null })).toBeNull();
    expect(
      nextInstanceDate(rule, { ...moment, completedAt: moment.now, occurrenceNumber: 2 }),
    ).toBe("2026-11-15");
    expect(
      nextInstanceDate(rule, { ...moment, completedAt: moment.now, occurrenceNumber: 3 }),
    ).toBeNull();
  });

  test("a series that has ended has none", () => {
    const rule = seriesOf({ pattern: "daily", count: 2 }, "2026-11-12");
    expect(
      nextInstanceDate(rule, { ...day, dueDate: "2026-11-13", completedAt: 0, now: 0 }),
    ).toBeNull();
  });

  test("a time in a clock-change gap leaves no trace in the next one", () => {
    const rule = seriesOf({ pattern: "daily", from: "completion" }, "2026-03-27T01:30:00.000Z");
    const completedAt = at("2026-03-29T02:00:00Z");
    const moment = { ...day, dueDate: "2026-03-29T01:30:00.000Z", completedAt, now: completedAt };
    expect(clock(nextInstanceDate(rule, moment) ?? "", berlin)).toBe("2026-03-30 02:30");
  });
});

test("a series moved with those that follow keeps what is left of its count", () => {
  const rule = seriesOf({ pattern: "daily", count: 5 }, "2026-01-05");
  const moved = moveRecurrence(rule, { from: "2026-01-07", to: "2026-01-10", timeZone: berlin });
  expect(moved).toMatchObject({ startsAt: "2026-01-10", rrule: "FREQ=DAILY;COUNT=3" });
  expect(nextDates(moved, { dueDate: "2026-01-10", timeZone: berlin, now: 0 })).toEqual([
    "2026-01-11",
    "2026-01-12",
  ]);
});
