import { expect, test } from "vitest";
import { hasten } from "./hasten.ts";

test("ranges, offsets and waits are shorter, and nothing else is changed", () => {
  const rules = [
    "# 99 % within 5m",
    "interval: 30s",
    "- record: api:slow:ratio_rate5m",
    'expr: rate(a_bucket{le="60"}[5m]) > avg_over_time(sum(b)[30m:30s] offset 1h) * 14.4',
    "for: 2m",
    'summary: "within 5m"',
  ];
  expect(hasten(rules.join("\n"), 10).split("\n")).toEqual([
    "# 99 % within 5m",
    "interval: 3000ms",
    "- record: api:slow:ratio_rate5m",
    'expr: rate(a_bucket{le="60"}[30000ms]) > avg_over_time(sum(b)[180000ms:3000ms] offset 360000ms) * 14.4',
    "for: 12000ms",
    'summary: "within 5m"',
  ]);
});
