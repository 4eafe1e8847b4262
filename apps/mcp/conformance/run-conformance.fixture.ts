import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const { resolve } = createRequire(import.meta.url);
const suite = dirname(resolve("@modelcontextprotocol/conformance/package.json"));

/** The revisions of MCP that the suite has requirements of. */
export const revisions = ["2025-11-25", "2026-07-28"] as const;

/** What of the suite the product cannot do, as it lacks what the suite looks for. */
export const expectedFailures = join(import.meta.dirname, "expected-failures.yaml");

/** Runs the suite by its own command; resolves with its exit code and what it said. `onOutput` hears all of that so far. */
export function runConformance(
  args: string[],
  onOutput: (said: string) => void = () => undefined,
): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const program = spawn(process.execPath, [join(suite, "dist/index.js"), ...args]);
    let output = "";
    for (const stream of [program.stdout, program.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        onOutput(output);
      });
    }
    program.on("close", (code) => done({ code: code ?? 1, output }));
  });
}
