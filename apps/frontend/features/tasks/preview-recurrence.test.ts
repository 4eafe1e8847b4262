import type { RecurrenceInput } from "@pakaura/contract/http";
import { parseRecurrence, toRecurrence } from "@pakaura/domain/recurrence";
import { expect, it } from "vitest";
import { previewRecurrence } from "./preview-recurrence.ts";

const context = { dueDate: "2026-11-30", timeZone: "Europe/Berlin", now: 1_764_000_000_000 };

const inputs: readonly RecurrenceInput[] = [
  { pattern: "daily" },
  { pattern: "daily", interval: 3, count: 5 },
  { pattern: "weekly", day_of_week: ["FR", "MO", "FR"] },
  { pattern: "weekly", interval: 2, until: "2027-01-31" },
  { pattern: "monthly", day_of_month: -1, until: "2027-03-01T12:00:00+01:00" },
  { pattern: "yearly", from: "completion" },
  { pattern: "custom", interval: 2, interval_days: 10 },
  { rrule: "RRULE:freq=weekly;byday=th,mo;interval=1;wkst=SU" },
  { rrule: "FREQ=MONTHLY;BYDAY=2TU", interval: 2, count: 4 },
];

it.each(inputs)("shows what was asked for in the words that the server will use: %j", (input) => {
  const parsed = parseRecurrence(input, context);
  if (!("rule" in parsed)) throw new Error(parsed.error);
  const { next_dates: _dates, ...answer } = toRecurrence(parsed.rule, context);
  expect(previewRecurrence(input)).toEqual({ ...answer, next_dates: [] });
});

it("shows a rule that nobody can read as it is, until the server has refused it", () => {
  expect(previewRecurrence({ rrule: "every now and then" })).toMatchObject({
    pattern: "rrule",
    rrule: "every now and then",
  });
});
