import { expect, test } from "vitest";
import { median, percentile } from "./statistics.ts";

test("a percentile is the nearest rank of the sorted samples", () => {
  const samples = [5, 1, 4, 2, 3];
  expect(median(samples)).toBe(3);
  expect(percentile(samples, 0.99)).toBe(5);
  expect(percentile(samples, 0)).toBe(1);
});

test("no samples have no percentile", () => {
  expect(() => median([])).toThrow(RangeError);
});
