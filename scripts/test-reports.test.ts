import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./run-command.ts";
import { countPlaywright, countVitest, playwrightReport, vitestReport } from "./test-reports.ts";

test("names the tests of vitest that failed, by their place in the repository", () => {
  const report = vitestReport.parse({
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 0,
    testResults: [
      {
        name: join(root, "packages/a.test.ts"),
        assertionResults: [
          { fullName: "holds", status: "passed", failureMessages: [] },
          { fullName: "breaks", status: "failed", failureMessages: ["Error: no\n    at line 3"] },
        ],
      },
    ],
  });
  expect(countVitest(report)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    failures: ["FAILED packages/a.test.ts > breaks: Error: no"],
  });
});

test("names the tests in a browser that failed at once or at first, however deep they stand", () => {
  const spec = (title: string, status: string, message?: string) => ({
    title,
    file: "list.spec.ts",
    line: 7,
    tests: [{ status, results: [{ error: message === undefined ? undefined : { message } }] }],
  });
  const report = playwrightReport.parse({
    stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
    suites: [
      {
        specs: [
          spec("shows", "expected"),
          spec("hides", "unexpected", "\u001B[31mTimeout\u001B[39m"),
        ],
        suites: [{ specs: [spec("waits", "flaky", "Too late")] }],
      },
    ],
  });
  expect(countPlaywright(report)).toEqual({
    passed: 1,
    failed: 2,
    skipped: 0,
    failures: ["FAILED list.spec.ts:7 > hides: Timeout", "FAILED list.spec.ts:7 > waits: Too late"],
  });
});
