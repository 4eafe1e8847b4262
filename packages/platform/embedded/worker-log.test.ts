import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the library of jobs writes no trace between the lines of our log", async () => {
  const { href } = new URL("worker-log.ts", import.meta.url);
  const script = `const { workerLog } = await import("${href}"); await workerLog(); console.trace("lost the database");`;
  const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
  expect(await run).toEqual({ stdout: "", stderr: "" });
});
