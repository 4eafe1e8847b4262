import { expect, test } from "vitest";
import { addCounts, countsOf, formatCounts } from "./test-counts.ts";

test("sums what several runners count", () => {
  const sum = addCounts({ passed: 2, failed: 0, skipped: 1 }, { passed: 3, failed: 1, skipped: 0 });
  expect(sum).toEqual({ passed: 5, failed: 1, skipped: 1 });
});

test("says nothing of skipped tests when there are none", () => {
  expect(formatCounts({ passed: 5, failed: 0, skipped: 0 })).toBe("5 passed, 0 failed");
  expect(formatCounts({ passed: 5, failed: 0, skipped: 2 })).toBe("5 passed, 0 failed, 2 skipped");
});

test("a runner that fails without a failed test counts as one failure", () => {
  expect(countsOf({ passed: 5, failed: 0, skipped: 0 }, 1).failed).toBe(1);
  expect(countsOf(null, null).failed).toBe(1);
  expect(countsOf({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2);
  expect(countsOf({ passed: 5, failed: 0, skipped: 0 }, 0).failed).toBe(0);
});
