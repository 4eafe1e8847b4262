/** How many tests ended how. */
export type TestCounts = { passed: number; failed: number; skipped: number };

export const noTests: TestCounts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** The closing line of `npm test`. */
export function formatCounts({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * What a runner's report and its exit code say together: a runner that failed although no test did
 * (a file that does not load, an error outside tests) counts as one failure.
 */
export function countsOf(reported: TestCounts | null, exitCode: number | null): TestCounts {
  const counts = reported ?? noTests;
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Ends this process with the counts as its last line, and by its exit code says whether all is well. */
export function closeWith(counts: TestCounts): never {
  console.log(formatCounts(counts));
  process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
}
