import { expect, test } from "vitest";
import { englishRecurrence } from "./english-recurrence.ts";
import { seriesOf } from "./recurrence.case.ts";
import { describeRecurrence } from "./recurrence-words.ts";
import { toRecurrence } from "./recurrence.ts";

test.each([
  [{ pattern: "daily" }, "every day"],
  [{ pattern: "weekly", day_of_week: ["MO", "TH"] }, "every week on Mon and Thu"],
  [{ pattern: "weekly", interval: 2 }, "every 2 weeks"],
  [{ pattern: "monthly", interval: 2, day_of_month: -1 }, "every 2 months on the last day"],
  [{ pattern: "monthly", day_of_month: 31, count: 5 }, "every month on day 31, 5 times"],
  [{ pattern: "yearly", until: "2030-12-31" }, "every year, until 31 Dec 2030"],
  [{ pattern: "custom", interval_days: 10, from: "completion" }, "every 10 days, after completion"],
  [{ rrule: "FREQ=MONTHLY;BYDAY=2TU,-1FR" }, "every month on the last Fri and the 2nd Tue"],
  [{ rrule: "FREQ=MONTHLY;BYDAY=2MO,4MO" }, "every month on the 2nd Mon and the 4th Mon"],
  [{ rrule: "FREQ=MONTHLY;BYMONTHDAY=1,15" }, "every month on days 1 and 15"],
  [
    { rrule: "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,10,20;COUNT=5" },
    "every 2 months on days 1, 10 and 20, 5 times",
  ],
  [
    { rrule: "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR" },
    "every month (FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR)",
  ],
  [{ rrule: "FREQ=MONTHLY;BYMONTHDAY=-3,1" }, "every month (FREQ=MONTHLY;BYMONTHDAY=-3,1)"],
  [{ rrule: "FREQ=YEARLY;BYMONTHDAY=1,15" }, "every year (FREQ=YEARLY;BYMONTHDAY=1,15)"],
  [{ rrule: "FREQ=MONTHLY;BYDAY=-2MO" }, "every month on the 2nd to last Mon"],
  [{ rrule: "FREQ=YEARLY;BYMONTH=3;BYDAY=TH" }, "every year (FREQ=YEARLY;BYMONTH=3;BYDAY=TH)"],
] as const)("%j is %j", (input, words) => {
  const rule = seriesOf(structuredClone(input) as Parameters<typeof seriesOf>[0], "2026-01-05");
  expect(
    describeRecurrence(
      toRecurrence(rule, { dueDate: "2026-01-05", timeZone: "UTC", now: 0 }),
      englishRecurrence,
    ),
  ).toBe(words);
});
