import { stripVTControlCharacters } from "node:util";

/** How many tests ended how, and which failed, each with the first line of why. */
export type TestCounts = { passed: number; failed: number; skipped: number; failures: string[] };

export const noTests: TestCounts = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** What marks a failed test in the closing lines, so that who reads only those finds it. */
const failureMark = "FAILED";

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

/** One failed test as the closing lines name it: where it stands, what it promises, and why it failed. */
export function formatFailure(place: string, why: string): string {
  const [firstLine = ""] = stripVTControlCharacters(why).trim().split("\n", 1);
  return `${failureMark} ${place}: ${firstLine.slice(0, 300)}`;
}

/** The closing line of `npm test`. */
export function formatCounts({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * What a runner's report and its exit code say together: a runner that failed although no test did
 * (a file that does not load, an error outside tests) counts as one failure.
 */
export function countsOf(
  runner: string,
  reported: TestCounts | null,
  exitCode: number | null,
): TestCounts {
  const counts = reported ?? noTests;
  if (exitCode === 0 || counts.failed > 0) return counts;
  const why = reported === null ? "it wrote no report" : "no test failed, see what it printed";
  const failure = formatFailure(runner, `ended with ${exitCode}: ${why}`);
  return { ...counts, failed: 1, failures: [...counts.failures, failure] };
}

/** Ends this process with what failed and the counts as its last lines, and by its exit code says whether all is well. */
export function closeWith(counts: TestCounts): never {
  for (const failure of counts.failures) console.log(failure);
  console.log(formatCounts(counts));
  process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
}
