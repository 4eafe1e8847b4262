import { expect, test } from "vitest";
import { nextCronTime } from "./cron.ts";

test.each([
  ["0 2 * * *", "2026-11-23T01:59:59Z", "2026-11-23T02:00:00.000Z"],
  ["0 2 * * *", "2026-11-23T02:00:00Z", "2026-11-24T02:00:00.000Z"],
  ["*/15 * * * *", "2026-11-23T10:07:00Z", "2026-11-23T10:15:00.000Z"],
  ["0 0 29 2 *", "2026-11-23T00:00:00Z", "2028-02-29T00:00:00.000Z"],
])("%s after %s is %s", (schedule, after, expected) => {
  expect(nextCronTime(schedule, new Date(after)).toISOString()).toBe(expected);
});

test("refuses what is malformed", () => {
  expect(() => nextCronTime("at noon", new Date())).toThrow();
});
