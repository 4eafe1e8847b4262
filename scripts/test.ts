/** `npm test`: every test there is. The last line is their count. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { findBrowser } from "./find-browser.ts";
import { installed, root, runCommand } from "./run-command.ts";
import { addCounts, countsOf, formatCounts, noTests, type TestCounts } from "./test-counts.ts";

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});
const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

function readReport<Report>(path: string, schema: z.ZodType<Report>): Report | null {
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, "utf8"))) : null;
}

async function runVitest(reports: string): Promise<TestCounts> {
  const path = join(reports, "vitest.json");
  const { code } = await runCommand(
    installed("vitest"),
    ["run", "--sequence.shuffle", "--reporter=dot", "--reporter=json", `--outputFile.json=${path}`],
    { output: "show" },
  );
  const report = readReport(path, vitestReport);
  const counts = report && {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
  };
  return countsOf(counts, code);
}

async function runPlaywright(reports: string, browser: string): Promise<TestCounts> {
  const path = join(reports, "playwright.json");
  const { code } = await runCommand(
    installed("playwright"),
    ["test", "--config", "tests/e2e/playwright.config.ts", "--reporter=list,json"],
    {
      output: "show",
      environment: { PLAYWRIGHT_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: path },
    },
  );
  const stats = readReport(path, playwrightReport)?.stats;
  const counts = stats && {
    passed: stats.expected,
    // One that passes only when it is tried again does not pass in any order.
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  };
  return countsOf(counts ?? null, code);
}

const reports = mkdtempSync(join(tmpdir(), "pakaura-reports-"));
let counts = noTests;
try {
  const browser = await findBrowser();
  const built = await runCommand(process.execPath, [join(root, "packages/web-app/build.ts")], {
    output: "show",
  });
  if (built.code !== 0) throw new Error("Without the web app its tests cannot run");
  counts = addCounts(counts, await runVitest(reports));
  counts = addCounts(counts, await runPlaywright(reports, browser));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  counts = addCounts(counts, { ...noTests, failed: 1 });
} finally {
  rmSync(reports, { recursive: true, force: true });
}
console.log(formatCounts(counts));
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
