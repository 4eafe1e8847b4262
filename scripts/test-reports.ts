import { relative } from "node:path";
import { z } from "zod";
import { root } from "./run-command.ts";
import { formatFailure, type TestCounts } from "./test-counts.ts";

/** What we read of the report that vitest writes as JSON. */
export const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

const playwrightSuite = z.object({
  specs: z.array(
    z.object({
      title: z.string(),
      file: z.string(),
      line: z.number(),
      tests: z.array(
        z.object({
          status: z.enum(["expected", "unexpected", "flaky", "skipped"]),
          results: z.array(z.object({ error: z.object({ message: z.string() }).nullish() })),
        }),
      ),
    }),
  ),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});
type PlaywrightSuite = z.infer<typeof playwrightSuite>;

/** What we read of the report that Playwright writes as JSON. */
export const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  suites: z.array(playwrightSuite),
});

export function countVitest(report: z.infer<typeof vitestReport>): TestCounts {
  const failures = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) =>
        formatFailure(`${relative(root, name)} > ${fullName}`, failureMessages?.[0] ?? ""),
      ),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
    failures,
  };
}

function failuresOf(suite: PlaywrightSuite): string[] {
  const own = suite.specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ results }) => {
        const error = results.find((result) => result.error)?.error?.message ?? "";
        return formatFailure(`${file}:${line} > ${title}`, error);
      }),
  );
  return [...own, ...(suite.suites ?? []).flatMap(failuresOf)];
}

/** One that passes only when it is tried again counts as failed: it does not pass in any order. */
export function countPlaywright({ stats, suites }: z.infer<typeof playwrightReport>): TestCounts {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: suites.flatMap(failuresOf),
  };
}
