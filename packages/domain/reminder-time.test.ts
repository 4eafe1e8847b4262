import { expect, test } from "vitest";
import { reminderTime } from "./reminder-time.ts";

const setAt = "2026-11-24T08:00:00.000Z";

test.each([
  [
    "the lead time before it is due",
    "2026-11-24T10:00:00.000Z",
    30,
    "UTC",
    "2026-11-24T09:30:00.000Z",
  ],
  [
    "as it is due, without a lead time",
    "2026-11-24T10:00:00.000Z",
    0,
    "UTC",
    "2026-11-24T10:00:00.000Z",
  ],
  [
    "as it is due, when the lead has passed",
    "2026-11-24T08:20:00.000Z",
    30,
    "UTC",
    "2026-11-24T08:20:00.000Z",
  ],
  [
    "as it is due, when the lead is just now",
    "2026-11-24T08:30:00.000Z",
    30,
    "UTC",
    "2026-11-24T08:30:00.000Z",
  ],
  ["not at all, when it was due before", "2026-11-24T07:59:00.000Z", 30, "UTC", null],
  [
    "from 09:00 local of an all-day date",
    "2026-11-25",
    60,
    "Asia/Tokyo",
    "2026-11-24T23:00:00.000Z",
  ],
  [
    "a day before an all-day date",
    "2026-11-26",
    1_440,
    "Europe/Berlin",
    "2026-11-25T08:00:00.000Z",
  ],
  ["at 09:00 of a day of 23 hours", "2027-03-28", 0, "Europe/Berlin", "2027-03-28T07:00:00.000Z"],
  ["at 09:00 of a day of 25 hours", "2027-10-31", 0, "Europe/Berlin", "2027-10-31T08:00:00.000Z"],
  [
    "at 09:00 where clocks differ by half hours",
    "2026-11-25",
    0,
    "Australia/Adelaide",
    "2026-11-24T22:30:00.000Z",
  ],
  ["not today, after 09:00", "2026-11-24", 30, "Australia/Sydney", null],
])("a reminder comes %s", (_words, dueDate, leadMinutes, timeZone, expected) => {
  expect(reminderTime({ dueDate, leadMinutes, timeZone, setAt })).toBe(expected);
});
