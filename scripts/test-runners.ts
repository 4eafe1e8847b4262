import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import { findBrowser } from "./find-browser.ts";
import { installed, root, runCommand } from "./run-command.ts";
import { countsOf, type TestCounts } from "./test-counts.ts";
import { countPlaywright, countVitest, playwrightReport, vitestReport } from "./test-reports.ts";

/** What is particular to a run: `shard` is a share of the files, as `1/3`. */
type RunOptions = { environment?: Record<string, string>; shard?: string | undefined };

const shardArgument = (shard: string | undefined): string[] =>
  shard === undefined ? [] : [`--shard=${shard}`];

/** Runs something that writes a report into a file, and gives what is in it; null when it wrote none. */
async function withReport<Report>(
  schema: z.ZodType<Report>,
  run: (path: string) => Promise<{ code: number | null }>,
): Promise<{ report: Report | null; code: number | null }> {
  const folder = mkdtempSync(join(tmpdir(), "pakaura-reports-"));
  try {
    const path = join(folder, "report.json");
    const { code } = await run(path);
    const report = existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, "utf8"))) : null;
    return { report, code };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tests that a vitest configuration names. */
export async function runVitest({
  config = "vitest.config.ts",
  shard,
}: { config?: string } & RunOptions = {}): Promise<TestCounts> {
  const { report, code } = await withReport(vitestReport, (path) => {
    const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${path}`];
    const args = [
      "run",
      "--config",
      config,
      "--sequence.shuffle",
      ...shardArgument(shard),
      ...reporters,
    ];
    return runCommand(installed("vitest"), args, { output: "show" });
  });
  return countsOf("vitest", report && countVitest(report), code);
}

const playwrightArguments = [
  "test",
  "--config",
  "tests/e2e/playwright.config.ts",
  "--reporter=list,json",
];

/** The tests in a browser. */
export async function runPlaywright({
  environment = {},
  shard,
}: RunOptions = {}): Promise<TestCounts> {
  const PLAYWRIGHT_CHROMIUM = await findBrowser();
  const { report, code } = await withReport(playwrightReport, (path) =>
    runCommand(installed("playwright"), [...playwrightArguments, ...shardArgument(shard)], {
      output: "show",
      environment: { PLAYWRIGHT_CHROMIUM, PLAYWRIGHT_JSON_OUTPUT_NAME: path, ...environment },
    }),
  );
  return countsOf("playwright", report && countPlaywright(report), code);
}

/** Builds the web app, which browsers and the first start of a product want. Rejects when it cannot be. */
export async function buildWebApp(): Promise<void> {
  const entry = join(root, "packages/web-app/build.ts");
  const built = await runCommand(process.execPath, [entry], { output: "show" });
  if (built.code !== 0) throw new Error("Without the web app its tests cannot run");
}
