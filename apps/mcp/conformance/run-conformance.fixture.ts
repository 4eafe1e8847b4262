import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const { resolve } = createRequire(import.meta.url);
const suite = dirname(resolve("@modelcontextprotocol/conformance/package.json"));

/** The revisions of MCP that the suite has requirements of. */
export const revisions = ["2025-11-25", "2026-07-28"] as const;

/** What of the suite the product cannot do, as it lacks what the suite looks for. */
export const expectedFailures = join(import.meta.dirname, "expected-failures.yaml");

/** Runs the suite by its own command; resolves with its exit code and what it said. */
export function runConformance(args: string[]): Promise<{ code: number; output: string }> {
  const file = join(suite, "dist/index.js");
  return new Promise((done) => {
    execFile(
      process.execPath,
      [file, ...args],
      { maxBuffer: 64 * 1024 * 1024, encoding: "utf8" },
      (error, stdout, stderr) => {
        const code = typeof error?.code === "number" ? error.code : error === null ? 0 : 1;
        done({ code, output: `${stdout}\n${stderr}` });
      },
    );
  });
}
