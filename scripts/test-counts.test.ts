import { expect, test } from "vitest";
import { addCounts, countsOf, formatCounts, formatFailure, noTests } from "./test-counts.ts";

const five = { ...noTests, passed: 5 };

test("sums what several runners count, and keeps what failed in each", () => {
  const first = { passed: 2, failed: 1, skipped: 1, failures: ["FAILED a"] };
  const second = { passed: 3, failed: 1, skipped: 0, failures: ["FAILED b"] };
  const sum = { passed: 5, failed: 2, skipped: 1, failures: ["FAILED a", "FAILED b"] };
  expect(addCounts(first, second)).toEqual(sum);
});

test("says nothing of skipped tests when there are none", () => {
  expect(formatCounts(five)).toBe("5 passed, 0 failed");
  expect(formatCounts({ ...five, skipped: 2 })).toBe("5 passed, 0 failed, 2 skipped");
});

test("names a failed test by one line", () => {
  const line = formatFailure("a.test.ts > counts", "expected 1 to be 2\n    at a.test.ts:3");
  expect(line).toBe("FAILED a.test.ts > counts: expected 1 to be 2");
});

test("a runner that fails without a failed test counts as one failure, and says so", () => {
  expect(countsOf("vitest", five, 1)).toMatchObject({
    failed: 1,
    failures: ["FAILED vitest: ended with 1: no test failed, see what it printed"],
  });
  expect(countsOf("vitest", null, null).failed).toBe(1);
  expect(countsOf("vitest", { ...five, failed: 2 }, 1).failed).toBe(2);
  expect(countsOf("vitest", five, 0).failed).toBe(0);
});
