import { describe, expect, test } from "vitest";
import {
  dayBounds,
  dueRangeEnd,
  dueRangeStart,
  isOverdue,
  localDate,
  normaliseDueDate,
  toDueAt,
} from "./due-date.ts";

describe("the answered form", () => {
  test.each([
    ["2026-11-25", "2026-11-25"],
    ["2028-02-29", "2028-02-29"],
    ["2026-11-25T09:00:00Z", "2026-11-25T09:00:00.000Z"],
    ["2026-11-25T09:00+01:00", "2026-11-25T08:00:00.000Z"],
    ["2026-11-25T09:00:00.123456-05:30", "2026-11-25T14:30:00.123Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
  ])("%s is %s", (text, dueDate) => expect(normaliseDueDate(text)).toEqual({ dueDate }));

  test.each([
    "2026-02-30",
    "1969-12-31",
    "1970-01-01T00:00:00+01:00",
    "9999-12-31T23:00:00-02:00",
    "0000-01-01",
    "tomorrow",
    "2026-11-25T09:00:00",
    "",
  ])("%j is refused", (text) => expect(normaliseDueDate(text)).toHaveProperty("error"));
});

describe("overdue", () => {
  test("an all-day task is overdue when its local day has ended", () => {
    const dueAt = toDueAt("2026-11-25", "America/New_York");
    expect(dueAt).toBe("2026-11-26T04:59:59.999Z");
    expect(isOverdue({ dueAt, completed: false }, Date.parse("2026-11-26T04:59:59.999Z"))).toBe(
      false,
    );
    expect(isOverdue({ dueAt, completed: false }, Date.parse("2026-11-26T05:00:00Z"))).toBe(true);
  });

  test("a timed task is overdue after its time, unless it is completed or has none", () => {
    const dueAt = toDueAt("2026-11-25T09:00:00.000Z", "Asia/Tokyo");
    expect(isOverdue({ dueAt, completed: false }, Date.parse("2026-11-25T09:00:00.001Z"))).toBe(
      true,
    );
    expect(isOverdue({ dueAt, completed: true }, Date.parse("2027-01-01T00:00:00Z"))).toBe(false);
    expect(isOverdue({ dueAt: toDueAt(null, "UTC"), completed: false }, 0)).toBe(false);
  });
});

describe("a local day", () => {
  test("has 23 and 25 hours when the clocks change", () => {
    expect(dayBounds("2026-03-29", "Europe/Berlin")).toEqual({
      start: "2026-03-28T23:00:00.000Z",
      end: "2026-03-29T21:59:59.999Z",
    });
    expect(dayBounds("2026-10-25", "Europe/Berlin")).toEqual({
      start: "2026-10-24T22:00:00.000Z",
      end: "2026-10-25T22:59:59.999Z",
    });
  });

  test("begins after midnight where midnight is skipped", () => {
    expect(dayBounds("2026-09-06", "America/Santiago").start).toBe("2026-09-06T04:00:00.000Z");
  });

  test("the last one there is ends within the years that are stored", () => {
    expect(toDueAt("9999-12-31", "America/New_York")).toBe("9999-12-31T23:59:59.999Z");
  });

  test("is what a date in a filter takes in; an instant is itself", () => {
    expect(dueRangeStart("2026-11-25", "Asia/Tokyo")).toBe("2026-11-24T15:00:00.000Z");
    expect(dueRangeEnd("2026-11-25", "Asia/Tokyo")).toBe("2026-11-25T14:59:59.999Z");
    expect(dueRangeEnd("2026-11-25T09:00:00+01:00", "Asia/Tokyo")).toBe("2026-11-25T08:00:00.000Z");
  });

  test("is found from an instant", () => {
    expect(localDate(Date.parse("2026-11-24T23:30:00Z"), "Europe/Berlin")).toBe("2026-11-25");
  });
});
